using System.Collections.Generic;
using System.Globalization;
using ZkmlGen.Compiler.Graph;

namespace ZkmlGen.Compiler.Quantisation;

/// <summary>Checks what the user set against the model.</summary>
internal static class OptionChecks
{
    private const int LeastBits = 4;
    private const int MostBits = 16;

    /// <summary>Accepts sensible options and samples with a number for each input element.</summary>
    /// <exception cref="ModelException">Something doesn't fit.</exception>
    public static void Check(ModelGraph graph, CompilerOptions options, IReadOnlyList<CalibrationSample> calibration)
    {
        if (options.ValueBits != 0 && options.ValueBits is < LeastBits or > MostBits)
            throw Bad($"Value bits are {options.ValueBits}, but must be from {LeastBits} to {MostBits}, or 0 to have them chosen.");
        // Written so that undefined numbers fail too.
        if (!(options.InputLow < options.InputHigh) || double.IsInfinity(options.InputHigh - options.InputLow))
            throw Bad($"The input range from {Text(options.InputLow)} to {Text(options.InputHigh)} is empty or infinite: set a lower and a higher finite number.");
        for (var s = 0; s < calibration.Count; s++) Check(graph, calibration[s], s);
    }

    private static void Check(ModelGraph graph, CalibrationSample sample, int index)
    {
        if (sample.Inputs.Count != graph.Inputs.Count)
            throw Bad($"Calibration sample {index + 1} has {sample.Inputs.Count} arrays, but the model has {graph.Inputs.Count} inputs: give one array for each.");
        for (var i = 0; i < sample.Inputs.Count; i++)
        {
            var size = Shapes.Count(graph.Inputs[i].Shape);
            if (sample.Inputs[i].Length != size)
                throw Bad($"Calibration sample {index + 1} has {sample.Inputs[i].Length} numbers for the input '{graph.Inputs[i].Name}', which takes {size}.");
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static ModelException Bad(string message) => new(DiagnosticIds.BadOptions, message);
}
