"""The one error that means: the input is at fault, nothing was changed."""


class InputFault(Exception):
    """Bad input. The message is Vietnamese and says what is wrong, where, and how to mend it.

    Command line: exit code 2. Web: shown beside the form. Anything else that escapes is our own fault (exit 1).
    """
