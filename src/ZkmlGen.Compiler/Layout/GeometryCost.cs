using System;
using System.Collections.Generic;
using ZkmlGen.Circuit;

namespace ZkmlGen.Compiler.Layout;

/// <summary>Field products that the closed forms of placements take.</summary>
internal static class GeometryCost
{
    // A base b^o y^i X^t from tables of powers, and the map's value.
    private const int BaseProducts = 24;

    /// <summary>Products for a placement with the given factors and a number of additional single loops with their counts.</summary>
    public static long Products(IReadOnlyList<Factor> factors, params int[] loops)
    {
        long products = BaseProducts;
        foreach (var factor in factors)
        {
            foreach (var run in factor.Runs) products += BaseProducts + Series(run.Count);
        }
        foreach (var count in loops) products += Series(count);
        return products;
    }

    /// <summary>Runs in all placements of a circuit.</summary>
    public static int Runs(CircuitDescription circuit)
    {
        var runs = 0;
        foreach (var map in circuit.TileMaps) runs += Count(map.Placement);
        foreach (var map in circuit.PublicMaps) runs += Count(map.Placement);
        return runs;
    }

    private static int Count(Placement placement)
    {
        var runs = 0;
        foreach (var factor in placement.Factors) runs += factor.Runs.Count;
        return runs;
    }

    // A geometric sum by doubling: two products a bit, and two more for each bit that is set.
    private static int Series(int count) => count <= 1 ? 0 : 3 * (int)Math.Ceiling(Math.Log(count) / Math.Log(2));
}
