using System.Globalization;
using System.Text.RegularExpressions;
using ZkmlGen.Circuit;

namespace ZkmlGen.Solidity.Tests.Gas;

/// <summary>What one more public value costs is what docs/gas.md says, to the unit, and docs/visibility.md, rounded.</summary>
[Collection(EvmCollection.Name)]
public sealed partial class ValueGasTests(EvmFixture evm)
{
    private const int Few = 4, Many = 36;
    private const string Word = "public word", Commitment = "commitment", CommittedWord = "word behind a commitment", Weight = "weight commitment in the proof";
    /// <summary>Of numbers in docs/visibility.md.</summary>
    private const double Rounding = 0.03;
    private static readonly GasTable Values = new("value", [Word, Commitment, CommittedWord, Weight]);

    [EvmFact]
    public async Task Values_cost_what_the_table_says()
    {
        var word = await SlopeAsync(count => TestCircuits.Random(1, words: count));
        var committed = await SlopeAsync(count => TestCircuits.Committing(1, count));
        var commitment = await TotalAsync(TestCircuits.Committing(1, Few)) - await TotalAsync(TestCircuits.Random(1)) - Few * committed;
        var sending = TestCircuits.SendingWeights(1);
        var weight = (await TotalAsync(sending) - await TotalAsync(TestCircuits.Committing(1))) / sending.SentWeights;
        Values.Check([Row(Word, word), Row(Commitment, commitment), Row(CommittedWord, committed), Row(Weight, weight)]);
        Assert.InRange(Stated(WeightText()), weight * (1 - Rounding), weight * (1 + Rounding));
        Assert.InRange(Stated(PublicWordText()), word * (1 - Rounding), word * (1 + Rounding));
        Assert.InRange(Stated(CommitmentText()), commitment * (1 - Rounding), commitment * (1 + Rounding));
        Assert.InRange(Stated(CommittedWordText()), committed * (1 - Rounding), committed * (1 + Rounding));
    }

    [Fact]
    public void The_table_has_exactly_these_rows() => Assert.Equal([Word, Commitment, CommittedWord, Weight], Values.Written);

    /// <summary>The difference between circuits that differ in nothing but their number of words, a word.</summary>
    private async Task<long> SlopeAsync(Func<int, CircuitDescription> circuit) => (await TotalAsync(circuit(Many)) - await TotalAsync(circuit(Few))) / (Many - Few);

    private async Task<long> TotalAsync(CircuitDescription circuit) => (await GasRow.MeasureAsync(evm, circuit.Name, circuit)).Total;

    private static string Row(string name, long gas) => $"| {name} | {gas.ToString("N0", CultureInfo.InvariantCulture)} |";

    private static double Stated(Regex text)
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "visibility.md"));
        return double.Parse(Assert.Single(text.Matches(page)).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("about ([0-9,]+) gas for each word of up to")]
    private static partial Regex PublicWordText();

    [GeneratedRegex("a row for each word; about ([0-9,]+) gas,")]
    private static partial Regex CommitmentText();

    [GeneratedRegex("gas, and ([0-9,]+) for each word")]
    private static partial Regex CommittedWordText();

    [GeneratedRegex("about ([0-9,]+) gas for each weight commitment")]
    private static partial Regex WeightText();
}
