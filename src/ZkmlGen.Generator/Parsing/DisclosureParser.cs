using System;
using System.Linq;
using ZkmlGen.Circuit;
using ZkmlGen.Compiler;
using ZkmlGen.Generator.Model;

namespace ZkmlGen.Generator.Parsing;

/// <summary>What proofs show, from the attribute and from the metadata of the ZkModel item.</summary>
internal static class DisclosureParser
{
    /// <summary>The target with what its item says.</summary>
    /// <exception cref="ModelException">Metadata that can't be read, or that the attribute gives as well.</exception>
    public static ModelTarget Merge(ModelTarget target, ItemDisclosure item)
    {
        var disclosure = target.Options.Disclosure;
        disclosure = disclosure with
        {
            Input = Value(target, "Input", item.Input, disclosure.Input),
            Output = Value(target, "Output", item.Output, disclosure.Output),
            Form = Value(target, "OutputForm", item.OutputForm, disclosure.Form),
            Weights = Value(target, "Weights", item.Weights, disclosure.Weights),
        };
        return target with { Options = target.Options with { Disclosure = disclosure } };
    }

    private static T Value<T>(ModelTarget target, string name, string text, T attribute)
        where T : struct, Enum
    {
        if (text.Length == 0) return attribute;
        if (target.Arguments.Contains(name))
            throw new ModelException(DiagnosticIds.BadArgument, $"{name} of '{target.Path}' is set by [ZkModel] and by the ZkModel item: leave one of them out.");
        var names = Enum.GetNames(typeof(T));
        var found = Array.FindIndex(names, known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (found < 0)
            throw new ModelException(DiagnosticIds.BadArgument, $"{name}=\"{text}\" of the ZkModel item '{target.Path}' is none of {string.Join(", ", names)}.");
        return (T)Enum.GetValues(typeof(T)).GetValue(found);
    }
}
