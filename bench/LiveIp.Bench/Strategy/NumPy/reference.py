"""The strategy and LinUCB as one would write them with NumPy: for their speed, and as a second opinion on the strategy's model.

Reads {"mushroom": path or null, "rounds": n, "history": [[topic, reward], ...]} and writes JSON.
"""

import csv
import json
import math
import sys
import time

import numpy as np

ARMS, DISCOUNT, NOISE, EFFECTS, LEVEL, WEIGHT = 4, 0.98, 0.8, 0.6, 1.0, 4.0


def fit(topics, rewards):
    """Means and deviations of the four topics after the history, oldest first."""
    n = len(rewards)
    x = np.zeros((n, 1 + ARMS))
    x[:, 0] = 1
    x[np.arange(n), 1 + topics] = 1
    w = DISCOUNT ** np.arange(n - 1, -1, -1)
    seen = np.unique(topics)
    noise, effects = NOISE**2, EFFECTS**2

    def posterior():
        prior = np.diag([1 / LEVEL**2] + [1 / effects] * ARMS)
        covariance = np.linalg.inv(prior + (x.T * w) @ x / noise)
        return covariance @ (x.T @ (w * rewards)) / noise, covariance

    mean, covariance = posterior()
    for _ in range(30 if n else 0):
        errors = (rewards - x @ mean) ** 2 + np.einsum("ij,jk,ik->i", x, covariance, x)
        next_noise = (WEIGHT * NOISE**2 + w @ errors) / (WEIGHT + w.sum())
        squares = mean[1 + seen] ** 2 + np.diag(covariance)[1 + seen]
        next_effects = (WEIGHT * EFFECTS**2 + squares.sum()) / (WEIGHT + len(seen))
        moved = max(abs(np.log(next_noise / noise)), abs(np.log(next_effects / effects)))
        noise, effects = next_noise, next_effects
        mean, covariance = posterior()
        if moved < 1e-3:
            break

    candidates = np.hstack([np.ones((ARMS, 1)), np.eye(ARMS)])
    return candidates @ mean, np.sqrt(np.einsum("ij,jk,ik->i", candidates, covariance, candidates))


def strategy_rounds(rounds):
    """Rounds per second of processor time of a creator's first hundred broadcasts."""
    random = np.random.default_rng(1)
    start = time.process_time()
    for played in range(rounds):
        if played % 100 == 0:
            effects, topics, rewards = random.normal(0, 0.3, ARMS), [], []
        mean, deviation = fit(np.array(topics, dtype=int), np.array(rewards))
        chosen = random.integers(ARMS) if random.random() < 0.1 else int(np.argmax(mean + deviation))
        topics.append(chosen)
        rewards.append((effects[chosen] + random.normal(0, 0.42)) / 0.516)
    return rounds / (time.process_time() - start)


def mushrooms(path):
    with open(path, encoding="ascii") as file:
        rows = list(csv.reader(file))[1:]
    labels = np.array([row[0] == "e" for row in rows], dtype=int)
    columns = []
    for column in range(1, len(rows[0])):
        values = np.array([row[column] for row in rows])
        columns += [(values == value).astype(float) for value in np.unique(values)]
    x = np.column_stack(columns)
    deviation = x.std(axis=0)
    x = (x - x.mean(axis=0)) / np.where(deviation > 0, deviation, 1)
    order = np.random.default_rng(1).permutation(len(rows))
    return labels[order], np.hstack([np.ones((len(rows), 1)), x])[order]


def linucb(labels, rows):
    """Rounds per second of processor time and online accuracy."""
    size = rows.shape[1]
    inverse = np.stack([np.eye(size)] * 2)
    theta = np.zeros((2, size))
    right = 0
    start = time.process_time()
    for label, x in zip(labels, rows):
        directions = [inverse[a] @ x for a in (0, 1)]
        index = [theta[a] @ x + 0.1 * math.sqrt(x @ directions[a]) for a in (0, 1)]
        chosen = int(index[1] > index[0])
        reward = int(chosen == label)
        right += reward
        direction = directions[chosen]
        scale = 1 / (1 + x @ direction)
        theta[chosen] += scale * (reward - theta[chosen] @ x) * direction
        inverse[chosen] -= scale * np.outer(direction, direction)
    return len(labels) / (time.process_time() - start), right / len(labels)


def main():
    request = json.load(sys.stdin)
    history = request["history"]
    mean, deviation = fit(np.array([h[0] for h in history], dtype=int), np.array([h[1] for h in history]))
    answer = {
        "numpy": np.__version__,
        "mean": mean.tolist(),
        "deviation": deviation.tolist(),
        "strategyRoundsPerSecond": strategy_rounds(request["rounds"]),
    }
    if request["mushroom"]:
        answer["linUcbRoundsPerSecond"], answer["accuracy"] = linucb(*mushrooms(request["mushroom"]))
    json.dump(answer, sys.stdout)


main()
