using ZkmlGen.Compiler;
using ZkmlGen.Generator.Tests.Circuits;
using ZkmlGen.Tests.Shared;

namespace ZkmlGen.Generator.Tests.Forgeries;

/// <summary>Real models of every operator kind: whatever a prover does differently in one cell or at one place of a linear map is rejected.</summary>
public sealed class OperatorForgeryTests
{
    // Small tables, so few rows.
    private const int ValueBits = 7, Seed = 11, Fast = 2;

    public static IEnumerable<object[]> Names => OperatorModels.Names.Select(name => new object[] { name });
    public static IEnumerable<object[]> All => from name in OperatorModels.Names from goal in new[] { Optimize.Balanced, Optimize.Speed } select new object[] { name, goal };

    [Theory, MemberData(nameof(Names)), Trait(SecurityReport.Trait, SecurityReport.Quick)]
    public void Some_forgeries(string name)
    {
        var model = Compile(name, Optimize.Balanced);
        var random = new Random(Seed + name.Length);
        model.AcceptsHonest();
        foreach (var forgery in Some(new LinearForgeries(model.Circuit, model.Tiles, random).All(), random)) model.Rejects(forgery);
        foreach (var attack in Some(new CellForgeries(model.Circuit, random).All(), random)) model.Rejects(attack);
    }

    [Theory, MemberData(nameof(All)), Trait(SecurityReport.Trait, SecurityReport.Slow)]
    public void All_forgeries(string name, Optimize optimize)
    {
        var model = Compile(name, optimize);
        foreach (var forgery in new LinearForgeries(model.Circuit, model.Tiles, new Random(Seed)).All()) model.Rejects(forgery);
        foreach (var attack in new CellForgeries(model.Circuit, new Random(Seed)).All()) model.Rejects(attack);
    }

    private static T[] Some<T>(IEnumerable<T> all, Random random)
    {
        var items = all.ToArray();
        random.Shuffle(items);
        return items[..Fast];
    }

    private static ForgedModel Compile(string name, Optimize optimize) => new(OperatorModels.Compile(name, optimize, ValueBits));
}
