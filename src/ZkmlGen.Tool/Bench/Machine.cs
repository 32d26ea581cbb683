using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace ZkmlGen.Tool.Bench;

/// <summary>What ran a benchmark.</summary>
internal static class Machine
{
    /// <summary>Version of the tool.</summary>
    public static string Version => typeof(Machine).Assembly.GetName().Version!.ToString(3);

    /// <summary>The processor's name as it gives it, with family and model, as names are vague; elsewhere than on x64 its architecture only.</summary>
    public static string Processor
    {
        get
        {
            const int BrandLeaf = unchecked((int)0x80000000), BrandLeaves = 3;
            if (!X86Base.IsSupported) return RuntimeInformation.ProcessArchitecture.ToString();
            List<byte> name = [];
            for (var leaf = BrandLeaf + 2; leaf < BrandLeaf + 2 + BrandLeaves; leaf++)
            {
                var (a, b, c, d) = X86Base.CpuId(leaf, 0);
                foreach (var register in new[] { a, b, c, d }) name.AddRange(BitConverter.GetBytes(register));
            }
            var text = string.Join(' ', Encoding.ASCII.GetString([.. name]).Split(['\0', ' '], StringSplitOptions.RemoveEmptyEntries));
            return string.Create(CultureInfo.InvariantCulture, $"{text} ({Signature(X86Base.CpuId(1, 0).Eax)})");
        }
    }

    /// <summary>Family and model, as the manuals compute them.</summary>
    private static string Signature(int eax)
    {
        int family = (eax >> 8) & 15, model = ((eax >> 4) & 15) + ((eax >> 12) & 0xf0);
        return string.Create(CultureInfo.InvariantCulture, $"family {(family == 15 ? family + ((eax >> 20) & 255) : family)}, model {model}");
    }
}
