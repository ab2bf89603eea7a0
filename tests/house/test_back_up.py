"""Backing up and restoring, on the engine of the run: nothing committed is lost or half there."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from pytest_django import Settings

from foundation.accounts.models import User
from foundation.backups import archive
from foundation.backups.errors import BackupRefused
from foundation.backups.services import back_up, hours_since_last, restore
from foundation.files.models import StoredFile
from foundation.files.services import keep
from foundation.files.storage import WholeFileStorage
from foundation.files.views import respond_file
from tests.files.hostile import pdf


@pytest.fixture
def database(
    empty_database: BaseDatabaseWrapper, settings: Settings, tmp_path: Path
) -> BaseDatabaseWrapper:
    """A small database of groups, and a place for uploaded files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    executor = MigrationExecutor(connection)
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == "auth"])
    return empty_database


def paper(name: str, *, pages: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(pages=pages), content_type="application/pdf")


def groups() -> list[str]:
    return list(Group.objects.order_by("pk").values_list("name", flat=True))


@contextmanager
def somebody_writing(database: BaseDatabaseWrapper) -> Iterator[list[str]]:
    """Another connection commits row after row; the list holds what is known to be committed."""
    committed: list[str] = []
    stop = threading.Event()

    def write() -> None:
        own = database.copy()
        with own.cursor() as cursor:
            while not stop.is_set():
                name = f"group {len(committed)}"
                cursor.execute("INSERT INTO auth_group (name) VALUES (%s)", [name])
                committed.append(name)
        own.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield committed
    finally:
        stop.set()
        thread.join()


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(1000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("Nothing happened for ten seconds.")


@pytest.mark.soak
def test_a_backup_taken_while_somebody_writes_holds_every_row_committed_before(
    database: BaseDatabaseWrapper, tmp_path: Path, rounds: int
) -> None:
    for turn in range(rounds):
        Group.objects.all().delete()
        with somebody_writing(database) as committed:
            wait_until(lambda: len(committed) > 20)
            before = list(committed)
            file = back_up(tmp_path / "backups")

        restore(file)
        kept = groups()
        assert kept[: len(before)] == before, turn
        assert kept == [f"group {number}" for number in range(len(kept))]


def test_restoring_gives_back_the_same_rows_and_files(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    Group.objects.bulk_create([Group(name="Dioro"), Group(name="Sirakorola")])
    (tmp_path / "files" / "ab").mkdir(parents=True)
    (tmp_path / "files" / "ab" / "minutes.pdf").write_bytes(b"%PDF signed")
    file = back_up(tmp_path / "backups")

    Group.objects.all().delete()
    (tmp_path / "files" / "ab" / "minutes.pdf").write_bytes(b"overwritten")
    restore(file)

    assert groups() == ["Dioro", "Sirakorola"]
    assert (tmp_path / "files" / "ab" / "minutes.pdf").read_bytes() == b"%PDF signed"


def test_a_scan_added_after_the_database_was_copied_may_be_there_but_none_is_missing(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    """A scan is written before its record: what the database names is on the disk by then."""
    storage = WholeFileStorage(location=tmp_path / "files")
    sure = [storage.save(f"ab/sure-{number}.pdf", ContentFile(b"%PDF")) for number in range(20)]
    stop = threading.Event()

    def add_and_clean() -> None:
        for number in itertools.count():
            if stop.is_set():
                return
            name = storage.save(f"cd/{number % 50}.pdf", ContentFile(b"%PDF" * 50_000))
            storage.delete(name)

    thread = threading.Thread(target=add_and_clean)
    thread.start()
    try:
        file = back_up(tmp_path / "backups")
    finally:
        stop.set()
        thread.join()
    restore(file)

    kept = {path.name: path for path in (tmp_path / "files").rglob("*.pdf")}
    assert {Path(name).name for name in sure} <= set(kept)
    assert all(path.read_bytes()[:4] == b"%PDF" for path in kept.values())


def test_a_restored_scan_opens_and_one_added_since_is_kept_aside(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == "files"])
    who = User.objects.create_user("secretaire")
    before = keep(paper("avant.pdf", pages=1), scope="9001", by=who)
    file = back_up(tmp_path / "backups")
    after = keep(paper("apres.pdf", pages=2), scope="9001", by=who)
    default_storage.delete(before.place)

    _database, aside = restore(file)

    assert [stored.filename for stored in StoredFile.objects.all()] == ["avant.pdf"]
    assert respond_file(before).status_code == 200
    assert (tmp_path / aside / after.place).exists()
    call_command("clean_files")


def test_what_was_there_before_a_restore_is_kept_aside(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "new.pdf").write_bytes(b"after the backup")
    file = back_up(tmp_path / "backups")

    old_database, old_files = restore(file)

    assert (tmp_path / old_files / "new.pdf").read_bytes() == b"after the backup"
    if connection.vendor == "sqlite":
        assert (tmp_path / old_database).exists()
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {old_database}.auth_group")
            assert cursor.fetchone() == (0,)


def test_a_restored_database_can_be_backed_up_and_restored_again(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    Group.objects.create(name="Dioro")
    restore(back_up(tmp_path / "backups"))
    Group.objects.create(name="Koula")

    restore(back_up(tmp_path / "backups"))

    assert groups() == ["Dioro", "Koula"]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_anywhere_is_refused_and_nothing_changes(
    database: BaseDatabaseWrapper, tmp_path: Path, share: float
) -> None:
    Group.objects.create(name="before")
    file = back_up(tmp_path / "backups")
    whole = file.read_bytes()
    Group.objects.create(name="after")
    file.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(BackupRefused):
        restore(file)

    assert groups() == ["before", "after"]


def test_a_file_with_one_changed_byte_is_refused_and_nothing_changes(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    Group.objects.create(name="before")
    file = back_up(tmp_path / "backups")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x55
    file.write_bytes(content)

    with pytest.raises(BackupRefused):
        restore(file)

    assert groups() == ["before"]


def test_a_restore_is_refused_while_the_application_runs(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    file = back_up(tmp_path / "backups")
    with somebody_writing(database) as committed:
        wait_until(lambda: len(committed) > 5)

        with pytest.raises(BackupRefused, match=r"Arrêtez-la|Stop it first"):
            restore(file)

    assert groups() == committed


def test_a_backup_of_a_newer_version_is_refused(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('communes', '9999_tomorrow', CURRENT_TIMESTAMP)"
        )
    file = back_up(tmp_path / "backups")

    with pytest.raises(BackupRefused, match=r"newer version|plus récente"):
        restore(file)


def test_a_backup_is_readable_by_its_owner_alone_and_leaves_no_trace_beside_it(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    file = back_up(tmp_path / "backups")

    assert file.stat().st_mode & 0o777 == 0o600
    assert list((tmp_path / "backups").iterdir()) == [file]


def test_the_age_of_the_last_backup_is_known(database: BaseDatabaseWrapper, tmp_path: Path) -> None:
    assert hours_since_last(tmp_path / "backups") is None

    back_up(tmp_path / "backups")

    age = hours_since_last(tmp_path / "backups")
    assert age is not None
    assert 0 <= age < 0.1


def test_the_commands_say_what_they_did(
    database: BaseDatabaseWrapper, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("backup", str(tmp_path / "backups"))
    [file] = (tmp_path / "backups").iterdir()
    assert str(file) in capsys.readouterr().out

    call_command("restore", str(file))
    assert "manage.py migrate" in capsys.readouterr().out


def test_a_name_that_climbs_out_of_the_folder_is_refused(
    database: BaseDatabaseWrapper, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="climbs"):
        archive._write(None, tmp_path, "files/../../climbs")  # type: ignore[arg-type]


def test_the_restore_command_explains_a_missing_file(database: BaseDatabaseWrapper) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.tar\.gz"):
        call_command("restore", "nowhere.tar.gz")
