"""Signing in and out. Five failures of one name within ten minutes close it for ten minutes."""

from datetime import timedelta

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from parindex.organisations.actions import note_sign_in
from parindex.organisations.queries import failed_sign_ins
from parindex.web.fields import PlainForm

_MOST_FAILURES = 5
_WINDOW = timedelta(minutes=10)


class SignInForm(PlainForm):
    """Name and password."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label="Mật khẩu",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def _next(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is on this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url("home")


def _try(request: HttpRequest, form: SignInForm) -> HttpResponse | None:
    name = form.cleaned_data["username"]
    if failed_sign_ins(name, since=timezone.now() - _WINDOW) >= _MOST_FAILURES:
        form.add_error(None, "Đã sai quá 5 lần. Hãy chờ 10 phút rồi thử lại, hoặc nhờ người quản trị đặt lại mật khẩu.")
        return None
    user = authenticate(request, username=name, password=form.cleaned_data["password"])
    if user is None:
        note_sign_in(by=name, succeeded=False, payload={"address": request.META.get("REMOTE_ADDR", "")})
        form.add_error(
            None, "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy xem lại chữ hoa, chữ thường và bộ gõ tiếng Việt."
        )
        return None
    note_sign_in(by=name, succeeded=True, payload={"address": request.META.get("REMOTE_ADDR", "")})
    login(request, user)
    return redirect(_next(request))


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page."""
    if request.user.is_authenticated and request.method == "GET":
        return redirect(_next(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (answer := _try(request, form)):
        return answer
    return render(
        request,
        "sign_in.html",
        {"title": "Đăng nhập", "form": form, "next": _next(request)},
        status=400 if request.method == "POST" else 200,
    )


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; by POST only, so that no link can do it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    logout(request)
    return redirect("sign_in")
