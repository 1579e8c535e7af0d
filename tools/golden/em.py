"""Golden vectors of capsnet-routing-em, written by goldens.py."""

from pathlib import Path

import torch

ROOT = Path("capsnet-routing-em/src/test/resources/golden")

SIZE = 4
EPSILON = 1e-4  # added to sums of assignments and to variances


def places(types, height, width):
    """[I, 4, 4]: scaled row and column in the first two elements of the last column."""
    matrices = torch.zeros(types, height, width, SIZE, SIZE)
    for row in range(height):
        matrices[:, row, :, 0, SIZE - 1] = (row + 0.5) / height
    for column in range(width):
        matrices[:, :, column, 1, SIZE - 1] = (column + 0.5) / width
    return matrices.reshape(types * height * width, SIZE, SIZE)


def em_routing(u, W, a, betaU, betaA, *, iterations, inverse_temperature, share, relative=False, tempering=1, grid=None):
    """Hinton, Sabour, Frosst (2018), procedure 1. u [B, I, 16], W [I, J, 4, 4], a [B, I].

    share: the cost is that of the assigned data divided by I / J. relative: the sum of log sigma is taken less its mean over
    the outputs. tempering: the power of the densities of votes in the E-step. grid: (types, height, width) of the inputs,
    whose places are added to the votes.
    """
    batch, inputs, _ = u.shape
    outputs = W.shape[1]
    M = u.reshape(batch, inputs, 1, SIZE, SIZE)
    V = M @ W[None]  # [B, I, J, 4, 4]
    if grid is not None:
        V = V + places(*grid)[None, :, None]
    V = V.reshape(batch, inputs, outputs, SIZE * SIZE)
    a = torch.clamp(a, max=1)

    R = torch.full((batch, inputs, outputs), 1 / outputs)
    for t in range(iterations):
        inverse = inverse_temperature * (1 - 0.95 ** (t + 1))
        # M-step
        assigned = R * a[:, :, None]
        total = assigned.sum(dim=1)  # [B, J]
        mean = (assigned[:, :, :, None] * V).sum(dim=1) / (total + EPSILON)[:, :, None]  # [B, J, 16]
        deviation = V - mean[:, None]
        variance = (assigned[:, :, :, None] * deviation ** 2).sum(dim=1) / (total + EPSILON)[:, :, None] + EPSILON
        sigma = torch.sqrt(variance)
        data = total * outputs / inputs if share else total
        cost = (betaU[None, :, None] + torch.log(sigma)) * data[:, :, None]  # [B, J, 16]
        charge = cost.sum(dim=2)
        if relative:
            usual = torch.log(sigma).sum(dim=2).mean(dim=1, keepdim=True)  # [B, 1]
            charge = charge - usual * data
        a_out = 1 / (1 + torch.exp(-inverse * (betaA - charge)))
        # E-step; that of the last iteration would change nothing
        density = torch.distributions.Normal(mean[:, None], sigma[:, None]).log_prob(V).sum(dim=3)  # [B, I, J]
        joint = torch.log(a_out)[:, None] + tempering * density
        R = torch.exp(joint - torch.logsumexp(joint, dim=2, keepdim=True))
    return mean, a_out


def lengths_as_activations(goldens, routing):
    return lambda u, W, betaU, betaA: routing(u, W, goldens.lengths(u), betaU, betaA)


def cases(goldens):
    normal = goldens.normal

    def case(name, *, shape=(3, 6, 4), activations=True, betas=True, u_scale=0.4, **settings):
        """Without activations the lengths of the inputs take their place; some of them are above 1."""
        batch, inputs, outputs = shape
        goldens.seed("em/" + name)
        identity = torch.eye(SIZE)
        inputs_by_name = {
            "u": u_scale * normal(batch, inputs, SIZE * SIZE),
            "W": identity + 0.4 * normal(inputs, outputs, SIZE, SIZE),
        }
        if activations:
            inputs_by_name["a"] = 0.05 + 0.9 * torch.rand(batch, inputs)
        inputs_by_name["p.betaU"] = normal(outputs) if betas else torch.zeros(outputs)
        inputs_by_name["p.betaA"] = normal(outputs) if betas else torch.zeros(outputs)
        routing = lambda *tensors: em_routing(*tensors, **settings)
        function = routing if activations else lengths_as_activations(goldens, routing)
        upstream = {"v": normal(batch, outputs, SIZE * SIZE), "a_out": normal(batch, outputs)}
        goldens.record_several(ROOT / name, inputs_by_name, function, upstream)

    case("iterations-1", iterations=1, inverse_temperature=1.0, share=True)
    case("iterations-2", iterations=2, inverse_temperature=1.0, share=True)
    case("iterations-3", iterations=3, inverse_temperature=1.0, share=True)
    case("zero-betas", iterations=3, inverse_temperature=5.0, share=True, betas=False)
    case("literal", iterations=3, inverse_temperature=0.01, share=False)
    case("literal-many-inputs", iterations=3, inverse_temperature=0.01, share=False, shape=(2, 40, 3))
    case("relative", iterations=3, inverse_temperature=1.0, share=True, relative=True)
    case("tempered", iterations=3, inverse_temperature=1.0, share=True, tempering=0.125)
    case("lengths", iterations=3, inverse_temperature=1.0, share=True, activations=False, u_scale=0.25)
    case("coordinates", iterations=3, inverse_temperature=1.0, share=True, shape=(2, 12, 3), grid=(2, 3, 2))
    case("one-input", iterations=3, inverse_temperature=1.0, share=True, shape=(3, 1, 4))
    case("one-output", iterations=3, inverse_temperature=1.0, share=True, shape=(3, 6, 1))
