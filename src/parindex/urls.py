"""All addresses of the web server."""

from django.urls import include, path

urlpatterns = [path("", include("parindex.web.urls"))]

handler403 = "parindex.web.views.errors.forbidden"
handler404 = "parindex.web.views.errors.not_found"
handler500 = "parindex.web.views.errors.server_error"
