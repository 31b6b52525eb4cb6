"""`serve` opens the pages on this machine, with the headers that keep them to themselves, and stops when told."""

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest
from cli_process import COMMAND


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def served(demo):
    port = free_port()
    server = subprocess.Popen(
        [str(COMMAND), "--workspace", str(demo), "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert server.poll() is None, server.stderr.read()
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=120)
    assert f"http://127.0.0.1:{port}/" in out.decode()
    assert b"Traceback" not in err
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=120) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read().decode("utf-8"), answer.url
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode("utf-8"), error.url


def test_the_sign_in_page_opens_with_its_security_headers(served):
    status, headers, body, _ = get(f"{served}/dang-nhap/")
    assert status == 200
    assert '<html lang="vi"' in body
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_every_page_leads_to_sign_in_first(served):
    status, _, _, url = get(f"{served}/so-ldtbxh/2021/bang-diem/")
    assert status == 200
    assert url.startswith(f"{served}/dang-nhap/")


def test_the_stylesheet_comes_from_this_server_and_asks_for_nothing_elsewhere(served):
    status, headers, body, _ = get(f"{served}/static/parindex/app.css")
    assert status == 200
    assert headers["Content-Type"].startswith("text/css")
    assert "//" not in body.replace("http://www.w3.org", "")


def test_what_is_not_there_is_said_without_internals(served):
    status, _, body, _ = get(f"{served}/khong-co-trang-nay")
    assert status in (200, 404)
    assert "Traceback" not in body
    assert "settings" not in body


def test_a_taken_port_is_told_before_anything_starts(parindex, demo):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        message = parindex("serve", "--port", taken.getsockname()[1], workspace=demo).refused()
    assert "--port" in message


@pytest.mark.parametrize(
    "arguments", [("--port", "0"), ("--port", "70000"), ("--port", "một"), ("--host", "256.256.256.256")]
)
def test_an_impossible_address_is_refused(parindex, demo, arguments):
    parindex("serve", *arguments, workspace=demo).refused()


def test_without_a_workspace_nothing_is_served(parindex):
    parindex("serve").refused()
