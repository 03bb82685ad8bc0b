"""Adding a trigger in a migration, without drawing the models anew for it."""

import pgtrigger.migrations
from django.db.migrations.state import ProjectState


class AddTrigger(pgtrigger.migrations.AddTrigger):
    """The library's operation, but that it leaves the drawn models alone: nothing asks them for triggers.

    The library has Django draw the model anew, and with it every model it is joined to. For the 136 triggers
    of the first release that took a third of `migrate`: 32 seconds became 20, measured as a pair.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the trigger in the state, which is what later migrations are compared with."""
        options = state.models[app_label, self.model_name.lower()].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]
