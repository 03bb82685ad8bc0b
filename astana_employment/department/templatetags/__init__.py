"""The components of every page (`desk`) and what the department's name needs (`department`): docs/look.md."""
