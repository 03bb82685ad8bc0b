"""Why a start ends: always one or two lines for the person at the terminal, never a traceback."""


class StartError(Exception):
    """The command cannot go on; the text says what is wrong and what to do."""

    exit_code = 1


class SettingError(StartError):
    """A setting in the environment or `.env` is wrong; the text names it and shows a right one."""

    exit_code = 2
