using System.Text;

namespace ZkmlGen.Tool.Tests.Support;

/// <summary>Writes .npy files.</summary>
internal static class NpyBytes
{
    public static byte[] Floats(int[] shape, params float[] values) => Of("<f4", shape, values.SelectMany(BitConverter.GetBytes));

    public static byte[] Of(string type, int[] shape, IEnumerable<byte> data, bool fortran = false, byte version = 1)
    {
        var extents = string.Concat(shape.Select(extent => $"{extent}, "));
        var header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': ({extents}), }}   \n");
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. header, .. data];
    }
}
