#!/usr/bin/python3
"""Writes metrics.json: labels, probabilities and their metrics by scikit-learn. Run: /usr/bin/python3 metrics.py"""
import json
import pathlib

import numpy as np
from sklearn import metrics as m


def calibration_error(labels, scores, bins=10):
    """Ten bins of equal size by rising probability; sizes of the cases are multiples of ten and have no ties across edges."""
    parts = np.array_split(np.argsort(scores, kind="stable"), bins)
    return float(sum(len(p) * abs(scores[p].mean() - labels[p].mean()) for p in parts) / len(labels))


def case(name, labels, scores, threshold):
    predicted = scores >= threshold
    tn, fp, fn, tp = m.confusion_matrix(labels, predicted).ravel()
    false_rate, true_rate, _ = m.roc_curve(labels, scores, drop_intermediate=False)
    precision, recall, _ = m.precision_recall_curve(labels, scores)
    return {
        "name": name,
        "threshold": threshold,
        "labels": [int(v) for v in labels],
        "scores": [float(v) for v in scores],
        "confusion": [int(tp), int(fp), int(tn), int(fn)],
        "roc": [[float(x), float(y)] for x, y in zip(false_rate, true_rate)] if len(labels) <= 100 else None,
        "pr": [[float(r), float(p)] for p, r in zip(precision[:-1], recall[:-1])][::-1] if len(labels) <= 100 else None,
        "metrics": {
            "auc": m.roc_auc_score(labels, scores),
            "pr_auc": m.average_precision_score(labels, scores),
            "log_loss": m.log_loss(labels, scores, eps=1e-15),
            "brier": m.brier_score_loss(labels, scores),
            "calibration_error": calibration_error(labels, scores) if len(np.unique(scores)) == len(scores) else None,
            "accuracy": m.accuracy_score(labels, predicted),
            "f1": m.f1_score(labels, predicted),
            "precision": m.precision_score(labels, predicted),
            "recall": m.recall_score(labels, predicted),
        },
    }


rng = np.random.default_rng(7)
smooth = rng.beta(2, 3, 400).astype(np.float32).astype(float)
coarse = np.round(rng.uniform(0, 1, 100), 1)
sure = np.where(rng.uniform(size=60) < 0.3, rng.integers(0, 2, 60).astype(float), rng.uniform(0, 1, 60))
cases = [
    case("calibrated, no ties", (rng.uniform(size=400) < smooth).astype(int), smooth, 0.5),
    case("many ties", (rng.uniform(size=100) < coarse ** 2).astype(int), coarse, 0.4),
    case("certain and wrong", (rng.uniform(size=60) < 0.5).astype(int), sure, 0.7),
    case("few positives", (np.arange(50) % 25 == 3).astype(int), rng.permutation(np.linspace(0.01, 0.3, 50)), 0.25),
]
pathlib.Path(__file__).with_name("metrics.json").write_text(json.dumps(cases) + "\n")
