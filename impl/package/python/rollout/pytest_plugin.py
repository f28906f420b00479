"""A fixture for tests of a projection: a test that takes `rollout_vector` runs once per vector of rows."""
from .vectors import vectors


def pytest_addoption(parser):
    parser.getgroup("rollout").addoption(
        "--rollout-edition",
        action="append",
        default=[],
        help="edition whose vectors the fixture rollout_vector has (repeatable; default b2)",
    )


def pytest_generate_tests(metafunc):
    if "rollout_vector" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("rollout_edition") or ["b2"]
        of_rows = [vector for edition in chosen for vector in vectors(edition) if vector.rows is not None]
        metafunc.parametrize("rollout_vector", of_rows, ids=[vector.id for vector in of_rows])
