using ZkmlGen.Runtime;

namespace ZkmlGen.Solidity.Tests.Fuzzing;

/// <summary>Numbered calls of verify: first each byte of an honest call flipped, with and without a hint that fits, then random changes of arguments and encoding.</summary>
internal sealed class CallCorpus(VerifyingKey key, IReadOnlyList<Arguments> honest, int seed)
{
    private readonly ArgumentMutator mutator = new(key, honest);
    private readonly HintRepair repair = new(key);
    private readonly int bytes = honest[0].Proof.Length + 32 * honest[0].Words.Length + 32;

    /// <summary>The call data of a case: the same for the same seed and index.</summary>
    public byte[] Case(int index)
    {
        var random = new Random(HashCode(index));
        var arguments = index < 2 * bytes ? mutator.Flip(honest[0], index % bytes, random.Next(8)) : mutator.Change(random);
        var repaired = index < 2 * bytes ? index >= bytes : random.Next(2) == 0;
        if (repaired) arguments = repair.Repair(arguments);
        return index >= 2 * bytes && random.Next(4) == 0 ? CallDataMutator.Change(arguments, random) : arguments.Encode();
    }

    private int HashCode(int index) => unchecked(seed * 1_000_003 + index);
}
