using System.Buffers.Binary;

using Heed.Model.Checksums;

using Microsoft.Win32.SafeHandles;

namespace Heed.Remote.Writing;

/// <summary>
/// The file that says up to which request the store has everything: twelve bytes, overwritten in place and not flushed. A mark that is
/// lost or torn costs requests that are sent twice, which a store takes for one.
/// </summary>
internal sealed class AcknowledgedMark : IDisposable
{
    private const int MarkBytes = sizeof(ulong) + sizeof(uint);

    private readonly SafeFileHandle _file;

    public AcknowledgedMark(string path)
    {
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Span<byte> mark = stackalloc byte[MarkBytes];
        bool whole = RandomAccess.Read(_file, mark, 0) == MarkBytes
            && BinaryPrimitives.ReadUInt32LittleEndian(mark[sizeof(ulong)..]) == Crc32C.Of(mark[..sizeof(ulong)]);
        if (whole) Sequence = BinaryPrimitives.ReadUInt64LittleEndian(mark);
    }

    /// <summary>Zero where nothing was acknowledged yet.</summary>
    public ulong Sequence { get; private set; }

    public void Move(ulong sequence)
    {
        Sequence = sequence;
        Span<byte> mark = stackalloc byte[MarkBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(mark, sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(mark[sizeof(ulong)..], Crc32C.Of(mark[..sizeof(ulong)]));
        RandomAccess.Write(_file, mark, 0);
    }

    public void Dispose() => _file.Dispose();
}
