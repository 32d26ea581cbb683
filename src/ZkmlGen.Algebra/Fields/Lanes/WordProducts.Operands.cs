using System.Runtime.CompilerServices;
using Register = System.Runtime.Intrinsics.Vector512<ulong>;

namespace ZkmlGen.Algebra;

internal static unsafe partial class WordProducts<F>
{
    /// <summary>An operand, whose limbs are taken one by one, where they are needed: there are no registers for all of both operands.</summary>
    private interface IOperand
    {
        Register Limb(int i);
    }

    private readonly ref struct Limbed(ref readonly Wide<Register> limbs) : IOperand
    {
        private readonly ref readonly Wide<Register> limbs = ref limbs;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Register Limb(int i) => i switch { 0 => limbs.L0, 1 => limbs.L1, 2 => limbs.L2, 3 => limbs.L3, _ => limbs.L4 };
    }

    /// <summary>Words of 64 bits, as <see cref="LaneField{F,I,T}.Load"/> has them.</summary>
    private readonly struct Packed(ulong* words) : IOperand
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Register Limb(int i) => LaneField<F, Avx512Lanes<ByWords>, Register>.LoadLimb(words, i);
    }
}
