using System.Reflection;

namespace ZkmlGen.Runtime;

/// <summary>Names a generated circuit of the assembly, for setup and tools. Generated code sets it.</summary>
/// <param name="model">The user's class.</param>
/// <param name="circuit">Its circuit, a <see cref="ZkCircuit"/> with a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ZkCircuitAttribute(Type model, Type circuit) : Attribute
{
    /// <summary>The user's class.</summary>
    public Type Model { get; } = model;

    /// <summary>Its circuit.</summary>
    public Type Circuit { get; } = circuit;

    /// <summary>A new instance of the circuit.</summary>
    public ZkCircuit Create() => (ZkCircuit)Activator.CreateInstance(Circuit, nonPublic: true)!;

    /// <summary>The circuits of an assembly, ordered by the full name of their models.</summary>
    public static IReadOnlyList<ZkCircuitAttribute> Of(Assembly assembly)
        => [.. assembly.GetCustomAttributes<ZkCircuitAttribute>().OrderBy(circuit => circuit.Model.FullName, StringComparer.Ordinal)];
}
