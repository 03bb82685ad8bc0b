"""Commands: demo complaints."""
