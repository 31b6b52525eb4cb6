"""Faults of an action, told to the person instead of raised: beside the form, or over the page that he goes on to."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from parindex.errors import InputFault
from parindex.organisations.rights import NotAllowed


class Told:
    """What is done inside `with` either comes to its end or has its InputFault told, and the code goes on after the block.

    NotAllowed is raised as ever: the person is not asked to mend what he may not do.
    """

    def __init__(self, tell: Callable[[InputFault], object]) -> None:
        self._tell = tell

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(fault, InputFault) or isinstance(fault, NotAllowed):
            return False
        self._tell(fault)
        return True


def faults_beside(form: BaseForm, field: str | None = None) -> Told:
    """Faults stand beside the field, without one over the form."""
    return Told(lambda fault: form.add_error(field, str(fault)))


def faults_shown(request: HttpRequest) -> Told:
    """Faults are said at the top of the next page."""
    return Told(lambda fault: messages.error(request, str(fault)))
