namespace Heed.Wire.Protobuf;

/// <summary>How a field's value is laid out: the low three bits of its tag. Groups, which proto3 does not have, are refused.</summary>
public enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    Fixed32 = 5,
}
