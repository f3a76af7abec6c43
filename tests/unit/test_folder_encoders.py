"""Which library a folder's model is of, and the name that its vectors are kept by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from consultrep.compare import BundledEncoder, Pairing, folder_encoders
from consultrep.compare.folder_encoders import FolderEncoder, folder_encoder
from consultrep.errors import EnvironmentProblemError
from consultrep.model import Library
from consultrep.query.statements import how_matches_were_made

STATIC = {"config.json": "{}", "tokenizer.json": "{}", "model.safetensors": "", "modules.json": "[]"}
TRANSFORMER = {**STATIC, "config.json": json.dumps({"model_type": "bert"})}


def made(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("files", "package"),
    [
        (STATIC, "model2vec"),
        ({**STATIC, "config.json": '{"model_type": "model2vec"}'}, "model2vec"),
        ({name: content for name, content in STATIC.items() if name != "modules.json"}, "model2vec"),
        (TRANSFORMER, "sentence-transformers"),
        ({"modules.json": "[]"}, "sentence-transformers"),
    ],
)
def test_the_library_is_told_by_the_files(tmp_path: Path, files: dict[str, str], package: str) -> None:
    encoder = folder_encoder(made(tmp_path / "model", files))
    assert isinstance(encoder, FolderEncoder)
    assert encoder.package == package


@pytest.mark.parametrize("left_out", [{"modules.json"}, {"modules.json", "config.json"}, set(TRANSFORMER)])
def test_a_model_of_neither_library_is_refused(tmp_path: Path, left_out: set[str]) -> None:
    files = {name: content for name, content in TRANSFORMER.items() if name not in left_out}
    with pytest.raises(EnvironmentProblemError, match="holds no encoder"):
        folder_encoder(made(tmp_path / "model", files))


def test_the_name_changes_with_the_weights_and_with_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path / "model", STATIC)
    names = []
    for version, weights in (("1.0", "ab"), ("1.0", "ba"), ("1.1", "ba"), ("1.0", "ab")):
        monkeypatch.setattr(folder_encoders, "version", lambda _package, now=version: now)
        (folder / "model.safetensors").write_text(weights, encoding="utf-8")
        names.append(folder_encoder(folder).name)
    assert len(set(names)) == 3
    assert names[0] == names[3]
    assert names[0].startswith("model2vec 1.0 model ")


class Other:
    """An encoder that nothing was measured with."""

    name = "other 1.0"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 2), dtype=np.float32)


def test_the_precision_is_that_of_the_bundled_encoder_only() -> None:
    assert 0.5 < (Pairing(Library(()), BundledEncoder()).precision or 0) < 1
    assert Pairing(Library(()), Other()).precision is None
    said = how_matches_were_made("other 1.0", None)
    assert "consultrep evaluate --encoder DIR GOLD" in said
    assert "of 100" not in said
