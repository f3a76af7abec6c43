"""`--encoder` with a folder: what is refused, and a small model of model2vec used."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import Run

WORDS = (
    "[UNK]",
    "train",
    "judges",
    "on",
    "lamps",
    "fund",
    "new",
    "shelters",
    "for",
    "pilots",
    "give",
    "training",
)
OURS = "id,text_en\na1,Train judges on lamps.\na2,Fund new shelters.\n"
THEIRS = (
    '{"id": "b1", "text_en": "Training for judges on lamps."}\n{"id": "b2", "text_en": "Fund shelters."}\n'
)


@pytest.fixture
def files() -> tuple[str, str]:
    """Two files of texts in the working folder."""
    Path("ours.csv").write_text(OURS, encoding="utf-8")
    Path("theirs.jsonl").write_text(THEIRS, encoding="utf-8")
    return "ours.csv", "theirs.jsonl"


@pytest.fixture
def model() -> str:
    """The folder of a model of model2vec in which each word has a direction of its own."""
    model2vec = pytest.importorskip("model2vec", reason="model2vec is not installed: pip install model2vec")
    tokenizers = pytest.importorskip("tokenizers")
    vocabulary = {word: number for number, word in enumerate(WORDS)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = tokenizers.normalizers.Lowercase()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    vectors = np.eye(len(WORDS), dtype=np.float32)
    model2vec.StaticModel(vectors, tokenizer).save_pretrained("model")
    return "model"


@pytest.mark.parametrize("made", [(), ("modules.json",)])
def test_a_folder_that_holds_no_encoder_one_can_use_is_refused(
    run: Run, files: tuple[str, str], made: tuple[str, ...]
) -> None:
    Path("encoder").mkdir()
    for name in made:
        Path("encoder", name).write_text("[]", encoding="utf-8")
    result = run("match", *files, "--encoder", "encoder")
    assert (result.exit_code, result.stdout) == (4, "")
    assert ("encoder in encoder" if made else "holds no encoder") in result.stderr


def test_a_model_of_model2vec_is_used_and_its_vectors_kept(
    run: Run, files: tuple[str, str], model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSULTREP_CACHE", "kept")
    result = run("match", *files, "--encoder", model, "--top", "1", "--features", "--format", "json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["encoder"].startswith("model2vec ")
    assert data["encoder"].split()[2] == "model"
    assert {one["from_id"]: one["to_id"] for one in data["matches"]} == {"a1": "b1", "a2": "b2"}
    likeness = {one["from_id"]: one["likeness"] for one in data["matches"]}
    assert likeness["a1"] == pytest.approx(3 / np.sqrt(4 * 5))
    (folder,) = Path("kept", "vectors").iterdir()
    assert folder.name.startswith("model2vec-")
    assert (
        run("match", *files, "--format", "csv", "-q").stdout
        != run("match", *files, "--encoder", model, "--format", "csv", "-q").stdout
    )
    assert len(list(Path("kept", "vectors").iterdir())) == 2


def test_no_precision_is_said_of_a_model_that_nobody_measured(
    run: Run, files: tuple[str, str], model: str
) -> None:
    english = run("match", *files, "--encoder", model).stdout
    assert "consultrep evaluate --encoder DIR GOLD" in english
    assert "of 100" not in english
    french = run("match", *files, "--encoder", model, "--lang", "fr").stdout
    assert "consultrep evaluate --encoder DIR GOLD" in french
    assert "sur 100" not in french
    assert "of 100" in run("match", *files).stdout


def test_a_model_is_evaluated(run: Run, files: tuple[str, str], model: str) -> None:
    Path("pairs.csv").write_text("earlier,later,grade\na1,b1,2\na2,b2,2\n", encoding="utf-8")
    result = run("evaluate", "pairs.csv", *files, "--encoder", model, "--format", "json")
    assert json.loads(result.stdout)["encoder"].startswith("model2vec ")
    assert json.loads(result.stdout)["evaluations"][0]["average_precision"] == 1.0


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_damaged_model_is_told(run: Run, files: tuple[str, str], model: str, name: str) -> None:
    file = Path(model, name)
    file.write_bytes(file.read_bytes()[:100])
    result = run("match", *files, "--encoder", model)
    assert (result.exit_code, result.stdout) == (4, "")
    assert "the encoder in model cannot be read" in result.stderr
