using System.Text.Json.Nodes;
using Xunit;
using ZkmlGen.Algebra;
using ZkmlGen.Circuit;
using ZkmlGen.Runtime.Tests.Circuits;

namespace ZkmlGen.Runtime.Tests.Keys;

public sealed class VerifyingKeyTests
{
    private static readonly VerifyingKey key = Setups.Keys(new TinyNetwork(3).Circuit()).Verifying;

    [Fact]
    public void Round_trip()
    {
        var read = VerifyingKeyJson.Read(VerifyingKeyJson.Write(key), "key.json");
        Assert.Equal(key.Digest.ToArray(), read.Digest.ToArray());
        Assert.Equal(key.Circuit, read.Circuit);
        Assert.Equal(key.Fixed, read.Fixed);
        Assert.Equal(key.Weights, read.Weights);
        Assert.Equal((key.TauG2, key.IsDevelopment), (read.TauG2, read.IsDevelopment));
        Assert.Contains(Srs.DevelopmentWarning, VerifyingKeyJson.Write(key), StringComparison.Ordinal);
    }

    [Fact]
    public void Digest_is_the_hash_that_the_document_says()
    {
        var message = new List<byte>(System.Text.Encoding.ASCII.GetBytes("ZKMLGEN-DEV-KEY-V1".PadRight(32, '\0')));
        message.AddRange(Keccak256.Hash(key.Description));
        message.AddRange(Bytes(64, G1Affine.Generator.Write));
        message.AddRange(Bytes(128, G2Affine.Generator.Write));
        message.AddRange(Bytes(128, key.TauG2.Write));
        foreach (var point in key.Fixed.Concat(key.Weights)) message.AddRange(Bytes(64, point.Write));
        Assert.Equal(Keccak256.Hash(message.ToArray()), key.Digest.ToArray());

        static byte[] Bytes(int size, WriteBytes write)
        {
            var bytes = new byte[size];
            write(bytes);
            return bytes;
        }
    }

    private delegate void WriteBytes(Span<byte> bytes);

    [Theory]
    [InlineData("format"), InlineData("model"), InlineData("digest"), InlineData("srsDigest"), InlineData("tauG2"), InlineData("circuit")]
    public void Changed_properties_are_refused(string property)
    {
        Refused(json => json[property] = json[property]!.GetValue<string>()[..^1] + (json[property]!.GetValue<string>()[^1] == '0' ? '1' : '0'));
        Refused(json => json[property] = "");
        Refused(json => json[property] = null);
        Refused(json => json.Remove(property));
    }

    [Fact]
    public void Changed_points_and_lists_are_refused()
    {
        foreach (var list in new[] { "fixed", "weights" })
        {
            Refused(json => (json[list]![0], json[list]![1]) = (json[list]![1]!.DeepClone(), json[list]![0]!.DeepClone()));
            Refused(json => json[list]![0] = "0x" + new string('f', 128));
            Refused(json => json[list]!.AsArray().RemoveAt(0));
            Refused(json => json[list]!.AsArray().Add("0x" + new string('0', 128)));
        }
    }

    [Fact]
    public void The_mark_of_a_development_key_is_one_fixed_text()
    {
        Refused(json => json["srs"] = "fine");
        Refused(json => json.Remove("srs"));
    }

    [Fact]
    public void A_changed_character_is_refused_or_means_nothing()
    {
        var text = VerifyingKeyJson.Write(key);
        var refused = 0;
        for (var place = 0; place < text.Length; place += 7)
        {
            try
            {
                var read = VerifyingKeyJson.Read(text[..place] + (char)(text[place] ^ 1) + text[(place + 1)..], "key.json");
                Assert.Equal(key.Digest, read.Digest);
                Assert.Equal(key.IsDevelopment, read.IsDevelopment);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.True(refused > text.Length / 8);
    }

    [Fact]
    public void A_development_key_without_its_mark_is_another_key()
    {
        Refused(json => json["srs"] = null);
        var unmarked = new VerifyingKey(key.Description.ToArray(), [.. key.Fixed], [.. key.Weights], key.TauG2, isDevelopment: false);
        Assert.False(unmarked.Digest.SequenceEqual(key.Digest));
        Assert.Equal(key.SrsDigest, unmarked.SrsDigest);
    }

    [Fact]
    public void Unknown_and_repeated_properties_are_refused()
    {
        Refused(json => json["comment"] = "hello");
        var text = VerifyingKeyJson.Write(key);
        var line = text.Split('\n').Single(line => line.Contains("\"model\"", StringComparison.Ordinal));
        Refuse(text.Replace(line, line + "\n" + line, StringComparison.Ordinal));
        Refuse("null");
        Refuse("");
        Refuse(text + "x");
    }

    [Fact]
    public void Broken_descriptions_are_refused()
    {
        var circuit = key.Circuit;
        CircuitDescription[] broken =
        [
            circuit with { Size = circuit.Size with { LogRows = 40 } },
            circuit with { Size = circuit.Size with { Lanes = 0 } },
            circuit with { Size = circuit.Size with { TileRows = -1 } },
            circuit with { Ranges = circuit.Ranges with { TableWidths = new[] { 4, 5 } } },
            circuit with { Ranges = circuit.Ranges with { TableWidths = new[] { 0, 4, 5, 6, 7, 8 } } },
            circuit with { Ranges = circuit.Ranges with { RemainderBits = 3 } },
            circuit with { Tensors = circuit.Tensors.Items.Select(tensor => tensor with { Address = tensor.Address + 1000 }).ToArray() },
            circuit with { Tensors = circuit.Tensors.Items.Select(tensor => tensor with { Shift = 20 }).ToArray() },
            circuit with { Inputs = circuit.Inputs.Items.Select(input => input with { Tensor = 0 }).ToArray() },
            circuit with { PublicMaps = circuit.PublicMaps.Items.Select(map => map with { Value = "1.5" }).ToArray() },
            circuit with { PublicMaps = circuit.PublicMaps.Items.Select(map => map with { Tensor = 99 }).ToArray() },
            circuit with { TileMaps = circuit.TileMaps.Items.Select(map => map with { Placement = map.Placement with { Tile = 900 } }).ToArray() },
            circuit with { TileMaps = circuit.TileMaps.Items.Select(map => map with { Placement = map.Placement with { Input = -1 } }).ToArray() },
            circuit with { TileMaps = circuit.TileMaps.Items.Select(map => map with { Placement = Looping(map.Placement, 5000) }).ToArray() },
            circuit with { TileMaps = circuit.TileMaps.Items.Select(map => map with { Placement = Looping(map.Placement, 0) }).ToArray() },
            circuit with { Outputs = circuit.Outputs.Items.Select(output => output with { DigitsPerWord = 1 }).ToArray() },
            circuit with { Outputs = circuit.Outputs.Items.Select(output => output with { Bits = 250 }).ToArray() },
            circuit with { Outputs = circuit.Outputs.Items.Select(output => output with { Shape = new[] { 1 << 16, 1 << 16 } }).ToArray() },
            circuit with { Outputs = circuit.Outputs.Items.Select(output => output with { Shape = new[] { -1, -3 } }).ToArray() },
        ];
        foreach (var description in broken)
        {
            Assert.Throws<InvalidDataException>(() => new VerifyingKey(CircuitCodec.Encode(description), [.. key.Fixed], [.. key.Weights], key.TauG2, true));
        }
    }

    private static Placement Looping(Placement placement, int count) => placement with { Factors = new Factor[] { new(new[] { new Run(0, 0, 0, count, 1, 0, 0) }) } };

    private static void Refused(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(VerifyingKeyJson.Write(key))!.AsObject();
        change(json);
        Refuse(json.ToJsonString());
    }

    private static void Refuse(string text) => Assert.Contains("key.json", Assert.Throws<InvalidDataException>(() => VerifyingKeyJson.Read(text, "key.json")).Message, StringComparison.Ordinal);
}
