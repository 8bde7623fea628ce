using System.Numerics;
using System.Runtime.InteropServices;

namespace Heed.Model.Labels;

/// <summary>
/// A 64-bit hash that is the same in every process, on every machine and in every version: fingerprints are kept on disk.
/// Two rounds of multiply-rotate a word and the final mixing of SplitMix64. Not for untrusted keys of a hash table whose
/// worst case matters, nor for cryptography.
/// </summary>
public struct StableHash(ulong seed)
{
    private const ulong MultiplierA = 0x9E3779B97F4A7C15;
    private const ulong MultiplierB = 0xD6E8FEB86659FD93;

    private ulong _state = seed ^ MultiplierA;

    /// <summary>Adds a text with its length, so that ("ab","c") and ("a","bc") differ.</summary>
    public void Add(string text)
    {
        Add(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    /// <summary>Adds bytes with their length.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((ulong)bytes.Length);
        while (bytes.Length >= sizeof(ulong))
        {
            Add(MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        if (bytes.Length == 0) return;
        ulong rest = 0;
        for (int i = 0; i < bytes.Length; i++) rest |= (ulong)bytes[i] << (8 * i);
        Add(rest);
    }

    public void Add(ulong word)
    {
        word *= MultiplierB;
        word = BitOperations.RotateLeft(word, 31);
        _state = (BitOperations.RotateLeft(_state ^ word, 27) * MultiplierA) + MultiplierB;
    }

    public readonly ulong ToUInt64()
    {
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
