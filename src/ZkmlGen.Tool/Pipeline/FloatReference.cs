using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Compiler.Graph;
using ZkmlGen.Tool.Reports;

namespace ZkmlGen.Tool.Pipeline;

/// <summary>The float model's outputs, by ONNX Runtime, or by the compiler's own evaluator where its native library is missing.</summary>
/// <param name="Outputs">One array per output.</param>
/// <param name="Warning">Set if ONNX Runtime was not used.</param>
internal sealed record FloatReference(IReadOnlyList<float[]> Outputs, string? Warning)
{
    /// <summary>Runs the model file on a sample; the outputs have the form that proofs show.</summary>
    public static FloatReference Run(ModelSource model, CalibrationSample sample, OutputForm form)
    {
        var reference = Run(model, sample);
        return form == OutputForm.TopClass ? reference with { Outputs = [.. reference.Outputs.Select(scores => new float[] { Agreement.Argmax(scores) })] } : reference;
    }

    private static FloatReference Run(ModelSource model, CalibrationSample sample)
    {
        try
        {
            return new(OnnxRuntime(model, sample), null);
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or DllNotFoundException or EntryPointNotFoundException or TypeInitializationException or NotSupportedException)
        {
            var reason = (exception.InnerException ?? exception).Message.ReplaceLineEndings(" ");
            return new(Own(model.Graph, sample), $"The expected output is computed by ZkmlGen's own float evaluator, because ONNX Runtime is not usable here: {reason}");
        }
    }

    private static float[][] Own(ModelGraph graph, CalibrationSample sample)
    {
        var values = new FloatEvaluator(graph).Evaluate(sample.Inputs);
        return [.. graph.Outputs.Select(output => values[output])];
    }

    private static float[][] OnnxRuntime(ModelSource model, CalibrationSample sample)
    {
        using var session = Open(model);
        var inputs = model.Graph.Inputs.Select((input, i) => Tensor(session.InputMetadata[input.Name].ElementDataType, input, sample.Inputs[i])).ToArray();
        using var outputs = session.Run(inputs, model.OutputTensors);
        return [.. outputs.Select(Floats)];
    }

    /// <summary>A session that can be asked for the named tensors: also for those before a softmax that is left out.</summary>
    private static InferenceSession Open(ModelSource model)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        var session = new InferenceSession(model.Path, options);
        var hidden = model.OutputTensors.Except(session.OutputMetadata.Keys).ToArray();
        if (hidden.Length == 0) return session;
        session.Dispose();
        return new InferenceSession([.. model.Bytes, .. hidden.SelectMany(OutputMessage)], options);
    }

    /// <summary>
    /// Serialised messages may be concatenated, which merges them: a model (field 7: graph) whose graph (field 12: outputs) has one more output
    /// (field 1: name).
    /// </summary>
    private static IEnumerable<byte> OutputMessage(string name) => Field(7, Field(12, Field(1, Encoding.UTF8.GetBytes(name))));

    private static byte[] Field(int number, byte[] content)
    {
        List<byte> bytes = [(byte)(number << 3 | 2)];
        var length = content.Length;
        for (; length > 127; length >>= 7) bytes.Add((byte)(length | 128));
        bytes.Add((byte)length);
        return [.. bytes, .. content];
    }

    private static NamedOnnxValue Tensor(TensorElementType type, Value input, float[] values)
    {
        NamedOnnxValue Of<T>(Converter<float, T> convert) =>
            NamedOnnxValue.CreateFromTensor(input.Name, new DenseTensor<T>(Array.ConvertAll(values, convert), input.Shape));
        return type switch
        {
            TensorElementType.Float => Of(value => value),
            TensorElementType.Double => Of(value => (double)value),
            TensorElementType.Int64 => Of(value => (long)value),
            TensorElementType.Int32 => Of(value => (int)value),
            _ => throw new NotSupportedException($"the input {input.Name} has the type {type}"),
        };
    }

    private static float[] Floats(DisposableNamedOnnxValue value) => value.Value switch
    {
        Tensor<float> tensor => [.. tensor],
        Tensor<double> tensor => [.. tensor.Select(number => (float)number)],
        Tensor<long> tensor => [.. tensor.Select(number => (float)number)],
        Tensor<int> tensor => [.. tensor.Select(number => (float)number)],
        _ => throw new NotSupportedException($"the output {value.Name} has the type {value.ElementType}"),
    };
}
