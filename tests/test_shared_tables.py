"""Tables on an S3-compatible server: written, queried, and refused where they cannot be reached."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline.errors import StoreUnavailableError
from pipeline.paths import Paths
from pipeline.shared_tables import open_shared, share_tables
from pipeline.tables import write_table

pytestmark = pytest.mark.slow

COUNT = "SELECT count(*) FROM article_year"
MEASURED = "SELECT value FROM practice_entries(2017) WHERE article = '261' AND year = 'all'"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[str]:
    """Yield an address without tables yet, on a server of our own."""
    # They take a second to import, also where no slow test runs.
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3").create_bucket(Bucket="digest")
    yield f"s3://digest/{request.node.name}"
    server.stop()


def test_tables_are_shared_and_measured_from_afar(
    project: Paths, store: duckdb.DuckDBPyConnection, bucket: str
) -> None:
    names = share_tables(project.curated_tables, bucket)
    assert "article_year" in names
    with open_shared(bucket) as connection:
        for query in (COUNT, MEASURED):
            assert connection.execute(query).fetchall() == store.execute(query).fetchall()


def test_an_address_without_tables_or_without_a_server_is_refused(
    bucket: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(StoreUnavailableError) as caught, open_shared(bucket):
        pass
    assert caught.value.message == "error-store-missing"
    write_table(pd.DataFrame({"a": [1]}), tmp_path / "t.parquet")
    with pytest.raises(StoreUnavailableError):
        share_tables(tmp_path, "s3://no-such-bucket/tables")
    with pytest.raises(StoreUnavailableError):
        share_tables(tmp_path, "nowhere://bucket/tables")
