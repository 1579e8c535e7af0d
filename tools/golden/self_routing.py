"""Golden vectors of capsnet-routing-self, written by goldens.py."""

from pathlib import Path

import torch

ROOT = Path("capsnet-routing-self/src/test/resources/golden")

EPSILON = 1e-8


def self_routing(u, W, routeWeights, routeBias, a, *, normalised, goldens):
    """Hahn, Pyeon, Kim (2019). routeWeights is [I, d, J]; epsilon keeps both quotients finite.

    normalised: layer norm over the poses that decide, but not over those that are transformed.
    """
    u_hat = goldens.votes(u, W)  # [B, I, J, D]
    deciding = goldens.layer_norm(u, eps=1e-5) if normalised else u
    logits = (deciding[:, :, :, None] * routeWeights).sum(dim=2) + routeBias  # [B, I, J]
    c = torch.softmax(logits, dim=2)
    weight = (a + EPSILON) / (a + EPSILON).sum(dim=1, keepdim=True)  # [B, I]
    weighted = c * weight[:, :, None]
    a_out = weighted.sum(dim=1)  # [B, J]
    pose = (weighted[:, :, :, None] / (a_out[:, None, :, None] + EPSILON) * u_hat).sum(dim=1)
    return pose, a_out


def cases(goldens):
    normal = goldens.normal
    B, I, J, d, D = goldens.B, goldens.I, goldens.J, goldens.d, goldens.D

    def case(name, *, shape=(B, I, J, d, D), route_scale=1.0, a_scale=(1.0,), normalised=False):
        """a_scale: one factor for every example, or one for each; None: the activations are the lengths of u."""
        B, I, J, d, D = shape
        goldens.seed("self-routing")
        inputs = {
            "u": normal(B, I, d),
            "W": 0.7 * normal(I, J, d, D),
            "p.routeWeights": route_scale * normal(I, d, J),
            "p.routeBias": 0.5 * route_scale * normal(I, J),
        }
        upstream = {"v": normal(B, J, D), "a_out": normal(B, J)}
        activations = 0.05 + 0.9 * torch.rand(B, I)

        def function(u, W, routeWeights, routeBias, a=None):
            a = goldens.lengths(u) if a is None else a
            return self_routing(u, W, routeWeights, routeBias, a, normalised=normalised, goldens=goldens)

        if a_scale is not None:
            inputs["a"] = torch.tensor(a_scale)[:, None] * activations
        goldens.record_several(ROOT / name, inputs, function, upstream)

    case("activations")
    case("lengths", a_scale=None)
    case("normalised", normalised=True)
    case("normalised-lengths", normalised=True, a_scale=None)
    case("first-step", route_scale=0.0)
    case("decided", route_scale=4.0)
    case("one-input", shape=(B, 1, J, d, D))
    case("one-output", shape=(B, I, 1, d, D))
    case("wide", shape=(2, 7, 5, 4, 8))
    case("hardly-active", a_scale=(1.0, 1e-6, 1e-3))
    case("inactive", a_scale=(0.0,))
