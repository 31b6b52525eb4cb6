"""`users`: making people, giving roles, and writing down where they work."""


def people(ran):
    return {one["username"]: one for one in ran.data["users"]}


def test_who_judges_offices_is_asked_where_he_works(parindex, office):
    order = ("users", "add", "hoi-dong-1", "--name", "Võ An", "--unit", "dong-thap", "--role", "council", "--json")
    assert "cơ quan nơi người này làm việc" in parindex(*order, workspace=office).refused()
    said = parindex(*order, "--office", "so-ldtbxh", "--since", "2021-01-01", workspace=office).data
    assert said["username"] == "hoi-dong-1" and len(said["password"]) > 12
    found = people(parindex("users", "list", "--json", workspace=office))["hoi-dong-1"]
    assert found["office"] == "so-ldtbxh"
    assert found["roles"] == [{"role": "council", "unit": "dong-thap"}, {"role": "member", "unit": "so-ldtbxh"}]


def test_a_person_is_given_a_further_role_and_another_office(parindex, office):
    parindex(
        *("users", "add", "can-bo", "--name", "Lê Bình", "--unit", "so-ldtbxh", "--role", "viewer", "--json"),
        workspace=office,
    )
    parindex("users", "grant", "can-bo", "--unit", "so-ldtbxh", "--role", "head", "--json", workspace=office)
    parindex("users", "office", "can-bo", "so-ldtbxh", "--json", workspace=office)
    listed = parindex("users", "list", workspace=office).out
    assert "Người xem: so-ldtbxh, Lãnh đạo đơn vị: so-ldtbxh" in listed and "Làm việc ở" in listed
    assert (
        "Không có vai trò “vua”"
        in parindex(
            *("users", "grant", "can-bo", "--unit", "so-ldtbxh", "--role", "vua", "--json"), workspace=office
        ).refused()
    )


def test_the_doctor_reminds_of_judges_without_an_office_and_stays_content(parindex, demo_copy):
    import sqlite3
    from contextlib import closing

    assert parindex("doctor", "--json", workspace=demo_copy).data["warnings"][0]["message"] is None
    with closing(sqlite3.connect(demo_copy / "parindex.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM organisations_membership WHERE role = 'member'")
    said = parindex("doctor", "--json", workspace=demo_copy, fresh=True)
    assert said.data["ok"] is True
    assert "3 người" in said.data["warnings"][0]["message"] and "so-noi-vu" in said.data["warnings"][0]["message"]
