#!/usr/bin/python3
"""Writes cross_validation.json: the shipped data's folds and the AUC of scikit-learn's gradient boosting on them. Run: /usr/bin/python3 cross_validation.py

The folds are StratifiedKFold(5, shuffle=True, random_state=7) on the rows in the file's order. The model is GradientBoostingClassifier with its
defaults (random_state=7). Its trees take no missing cells and no words, so numbers that are missing become the median of the fold's training rows,
and words become ordinal codes or one column a word. Each is measured on the columns that the pipelines learn from and also with the sensitive ones,
which they leave out; the best mean of these is the reference.
"""
import csv
import hashlib
import json
import pathlib

import numpy as np
import sklearn
from sklearn.compose import make_column_transformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder

HERE = pathlib.Path(__file__).resolve().parent
PIPELINES = HERE.parents[2] / "pipelines"
DATA = [
    ("credit-scoring", "credit.csv", "Status", "bad", {"Age", "Marital"}),
    ("customer-churn", "churn.csv", "churn", "Yes", {"female", "senior_citizen"}),
    ("breast-cancer", "breast-cancer.csv", "diagnosis", "malignant", set()),
]
ENCODERS = {
    "ordinal": lambda: OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
    "one-hot": lambda: OneHotEncoder(handle_unknown="ignore", sparse_output=False),
}


def is_number(cells):
    try:
        [float(cell) for cell in cells if cell]
        return True
    except ValueError:
        return False


def read(file, label, sensitive):
    with open(file, newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    features = {name: [row[name] for row in rows] for name in rows[0] if name != label}
    numbers = [i for i, name in enumerate(features) if is_number(features[name])]
    cells = np.empty((len(rows), len(features)), dtype=object)
    for i, name in enumerate(features):
        cells[:, i] = [float(cell) if cell else np.nan for cell in features[name]] if i in numbers else features[name]
    return [row[label] for row in rows], cells, numbers, [i for i, name in enumerate(features) if name not in sensitive]


def fold_aucs(cells, columns, numbers, labels, folds, encoder):
    words = [i for i in columns if i not in numbers]
    numbers = [i for i in columns if i in numbers]
    aucs = []
    for fold in range(folds.max() + 1):
        model = make_pipeline(
            make_column_transformer((SimpleImputer(strategy="median"), numbers), (encoder(), words)),
            GradientBoostingClassifier(random_state=7))
        model.fit(cells[folds != fold], labels[folds != fold])
        aucs.append(roc_auc_score(labels[folds == fold], model.predict_proba(cells[folds == fold])[:, 1]))
    return aucs


def reference(pipeline, name, label, positive, sensitive):
    file = PIPELINES / pipeline / "data" / name
    words, cells, numbers, learned = read(file, label, sensitive)
    labels = np.array([word == positive for word in words]).astype(int)
    folds = np.empty(len(labels), dtype=int)
    for fold, (_, test) in enumerate(StratifiedKFold(5, shuffle=True, random_state=7).split(cells, labels)):
        folds[test] = fold
    columns = {"learned": learned, "all": list(range(cells.shape[1]))}
    aucs = {
        f"{encoding}, {which} columns": fold_aucs(cells, columns[which], numbers, labels, folds, encoder)
        for encoding, encoder in ENCODERS.items() for which in columns
    }
    best = max(aucs, key=lambda way: np.mean(aucs[way]))
    return {
        "pipeline": pipeline,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "mean_auc": {way: float(np.mean(values)) for way, values in aucs.items()},
        "best": best,
        "auc": aucs[best],
        "folds": "".join(map(str, folds)),
    }


result = {"scikit-learn": sklearn.__version__, "data": [reference(*data) for data in DATA]}
(HERE / "cross_validation.json").write_text(json.dumps(result, indent=1) + "\n")
for data in result["data"]:
    print(data["pipeline"], data["mean_auc"])
