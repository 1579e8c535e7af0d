"""Golden vectors of capsnet-routing-attention, written by goldens.py."""

from pathlib import Path

import torch

ROOT = Path("capsnet-routing-attention/src/test/resources/golden")


def inverted_attention_iteration(u_hat, gamma, beta, p, goldens):
    """One iteration; p is the output of the one before, None in the first."""
    if p is None:
        a = torch.zeros(u_hat.shape[:3])
    else:
        a = goldens.agreement(u_hat, p) / u_hat.shape[3] ** 0.5
    c = torch.softmax(a, dim=2)
    s = goldens.weighted_sum(c, u_hat)
    return goldens.layer_norm(s, eps=1e-5) * gamma + beta


def inverted_attention(u, W, gamma, beta, head, headBias, *, iterations, goldens):
    """Tsai et al. (2020), one layer; the scale 1/sqrt(D) is that of the authors' code."""
    u_hat = goldens.votes(u, W)
    p = None
    for _ in range(iterations):
        p = inverted_attention_iteration(u_hat, gamma, beta, p, goldens)
    logits = (p * head).sum(dim=2) + headBias
    return p, 1 / (1 + torch.exp(-logits))


def concurrent(u, W1, gamma1, beta1, W2, gamma2, beta2, *, iterations, goldens):
    """Two layers: first bottom-up, then every layer at once from the old poses of all layers."""
    p1 = inverted_attention_iteration(goldens.votes(u, W1), gamma1, beta1, None, goldens)
    p2 = inverted_attention_iteration(goldens.votes(p1, W2), gamma2, beta2, None, goldens)
    for _ in range(iterations - 1):
        new_p1 = inverted_attention_iteration(goldens.votes(u, W1), gamma1, beta1, p1, goldens)
        new_p2 = inverted_attention_iteration(goldens.votes(p1, W2), gamma2, beta2, p2, goldens)
        p1, p2 = new_p1, new_p2
    return p1, p2


def self_attention(u, W, b, *, goldens):
    """Mazzia, Salvetti, Chiaberge (2021): the attention matrices are formed and summed over a row."""
    u_hat = goldens.votes(u, W)
    per_output = u_hat.permute(0, 2, 1, 3)  # [B, J, I, D]
    A = per_output @ per_output.transpose(2, 3) / u_hat.shape[3] ** 0.5  # [B, J, I, I]
    c = torch.softmax(A.sum(dim=3), dim=1).permute(0, 2, 1)  # [B, I, J]
    s = goldens.weighted_sum(c + b, u_hat)
    squared = (s * s).sum(dim=2, keepdim=True)
    norm = torch.sqrt(torch.where(squared == 0, torch.ones_like(squared), squared))
    return torch.where(squared == 0, s, -torch.expm1(-norm) * s / norm)


def cases(goldens):
    normal = goldens.normal
    B, I, J, d, D = goldens.B, goldens.I, goldens.J, goldens.d, goldens.D

    def inverted_case(name, *, iterations, shape=(B, I, J, d, D), u_scale=1.0, W_scale=0.7):
        B, I, J, d, D = shape
        goldens.seed("attention-inverted")
        inputs = {
            "u": u_scale * normal(B, I, d),
            "W": W_scale * normal(I, J, d, D),
            "p.gamma": 1 + 0.4 * normal(D),
            "p.beta": 0.3 * normal(D),
            "p.head": 0.5 * normal(D),
            "p.headBias": 0.5 * normal(1),
        }
        upstream = {"v": normal(B, J, D), "a_out": normal(B, J)}
        goldens.record_several(
            ROOT / name, inputs,
            lambda *tensors: inverted_attention(*tensors, iterations=iterations, goldens=goldens), upstream)

    inverted_case("inverted-1", iterations=1)
    inverted_case("inverted-2", iterations=2)
    inverted_case("inverted-3", iterations=3)
    inverted_case("inverted-2-one-input", iterations=2, shape=(B, 1, J, d, D))
    inverted_case("inverted-2-one-output", iterations=2, shape=(B, I, 1, d, D))
    inverted_case("inverted-3-wide", iterations=3, shape=(2, 7, 5, 4, 8), u_scale=1.5)

    for iterations in (2, 3):
        goldens.seed("attention-inverted-concurrent")
        J1, J2, D1, D2 = 4, 3, 5, 6
        inputs = {
            "u": normal(B, I, d),
            "W1": 0.7 * normal(I, J1, d, D1),
            "p.gamma1": 1 + 0.4 * normal(D1),
            "p.beta1": 0.3 * normal(D1),
            "W2": 0.7 * normal(J1, J2, D1, D2),
            "p.gamma2": 1 + 0.4 * normal(D2),
            "p.beta2": 0.3 * normal(D2),
        }
        upstream = {"v1": normal(B, J1, D1), "v2": normal(B, J2, D2)}
        goldens.record_several(
            ROOT / f"inverted-concurrent-{iterations}", inputs,
            lambda *tensors: concurrent(*tensors, iterations=iterations, goldens=goldens), upstream)

    def self_case(name, *, shape=(B, I, J, d, D), u_scale=(1.0,), W_scale=0.5, b_scale=0.3):
        """u_scale: one factor for every example, or one for each."""
        B, I, J, d, D = shape
        goldens.seed("attention-self")
        inputs = {
            "u": torch.tensor(u_scale)[:, None, None] * normal(B, I, d),
            "W": W_scale * normal(I, J, d, D),
            "p.b": b_scale * normal(I, J),
        }
        goldens.record(
            ROOT / name, inputs, lambda *tensors: self_attention(*tensors, goldens=goldens), "v",
            upstream=normal(B, J, D))

    self_case("self")
    self_case("self-zero-priors", b_scale=0.0)
    self_case("self-one-input", shape=(B, 1, J, d, D))
    self_case("self-one-output", shape=(B, I, 1, d, D))
    self_case("self-wide", shape=(2, 7, 5, 4, 8), u_scale=(1.5,))
    # No input at all, hardly any, and about as much as where the squash changes its formula (length 1/16).
    self_case("self-short", u_scale=(0.0, 1e-9, 0.1))
