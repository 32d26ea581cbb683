using System.Text.Json;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Samples;

namespace ZkmlGen.Tool.Inputs;

/// <summary>Files of the form {"input_data": [[...], ...]}: one list per model input, its numbers in row-major order, nested or flat.</summary>
internal static class JsonInputs
{
    private const string Property = "input_data";

    /// <summary>The lists of a file, in order.</summary>
    /// <exception cref="ToolException">The file has another form.</exception>
    public static IReadOnlyList<SampleTensor> Read(byte[] file, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(Property, out var data) && data.ValueKind == JsonValueKind.Array)
                return [.. data.EnumerateArray().Select(Tensor)];
            throw Broken(name, $"it has no list \"{Property}\"");
        }
        // The last: of a name with half a surrogate pair.
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw Broken(name, exception.Message.ReplaceLineEndings(" "));
        }
    }

    private static SampleTensor Tensor(JsonElement list)
    {
        List<float> values = [];
        Flatten(list, values);
        return new SampleTensor("", null, [.. values]);
    }

    private static void Flatten(JsonElement element, List<float> values)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) Flatten(item, values);
            return;
        }
        values.Add(element.ValueKind switch
        {
            JsonValueKind.Number => element.GetSingle(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => throw new FormatException($"it holds {element.ValueKind} where a number belongs"),
        });
    }

    private static ToolException Broken(string name, string why) =>
        new(DiagnosticIds.SampleFile, $"The input file '{name}' is not of the form {{\"{Property}\": [[...], ...]}}: {why}.");
}
