using ZkmlGen.Algebra;
using ZkmlGen.Runtime.Protocol;

namespace ZkmlGen.Runtime.Tests.Soundness;

/// <summary>A weaker proof system, for prover and verifier alike: one relation is left out, or a challenge is known in advance.</summary>
internal sealed record Relaxation
{
    /// <summary>The whole system.</summary>
    public static Relaxation None => new();

    /// <summary>A constraint of step 4 that is left out: its power of alpha is 0.</summary>
    public int? Constraint { get; init; }
    /// <summary>A claim of step 6 that is left out: its weight is 0.</summary>
    public int? Claim { get; init; }
    /// <summary>
    /// A sum of the check row that is left out (fold 1, fold 2, lookups: 0, 1, 2): the prover announces by how much it is off, and the check row lets this much pass.
    /// </summary>
    public int? Fold { get; init; }
    /// <summary>By how much the sum is off.</summary>
    public Fr Announced { get; set; }
    /// <summary>Challenges that are known in advance, by name.</summary>
    public Dictionary<string, Fr> Predicted { get; init; } = [];
}

/// <summary>The challenges of a relaxed system.</summary>
internal sealed class RelaxedChallenges : Challenges
{
    private readonly Relaxation relaxation;
    private readonly Func<int, byte[]>? rewrite;

    /// <param name="transcript">After step 0.</param>
    /// <param name="relaxation">The system.</param>
    /// <param name="rewrite">The prover's last word: what is absorbed as the message of a step.</param>
    public RelaxedChallenges(KeccakTranscript transcript, Relaxation relaxation, Func<int, byte[]>? rewrite = null) : base(transcript)
    {
        (this.relaxation, this.rewrite) = (relaxation, rewrite);
        Predict();
    }

    public override void Absorb(int step, ReadOnlySpan<byte> message)
    {
        base.Absorb(step, rewrite is null ? message : rewrite(step));
        Predict();
    }

    public override ConstraintChallenges Constraints(Circuit.CircuitDescription circuit, in Fr claim)
    {
        var all = base.Constraints(circuit, claim - Pardon());
        if (relaxation.Constraint is { } index) all.AlphaPowers[index] = Fr.Zero;
        return all;
    }

    public override Fr[] ClaimWeights(int count)
    {
        var weights = base.ClaimWeights(count);
        if (relaxation.Claim is { } index) weights[index] = Fr.Zero;
        return weights;
    }

    /// <summary>The prover says by how much the sum that is left out is off.</summary>
    public void Announce(Fr difference) => relaxation.Announced = difference;

    /// <summary>Sets the challenges that are known.</summary>
    public void Predict()
    {
        foreach (var (name, value) in relaxation.Predicted) Set(name, value);
    }

    /// <summary>kappa^fold times what is announced, as a part of c': the check row has it with the factor kappa.</summary>
    private Fr Pardon() => relaxation.Fold switch
    {
        0 => relaxation.Announced * Kappa.Inverse(),
        1 => relaxation.Announced,
        2 => relaxation.Announced * Kappa,
        _ => Fr.Zero,
    };

    private void Set(string name, Fr value) => _ = name switch
    {
        "b" => B = value,
        "g" => G = value,
        "theta" => Theta = value,
        "y" => Y = value,
        "kappa" => Kappa = value,
        "alpha" => Alpha = value,
        "zeta" => Zeta = value,
        "nu" => Nu = value,
        "xi" => Xi = value,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
