using System.Buffers;
using System.IO.MemoryMappedFiles;

using Microsoft.Win32.SafeHandles;

namespace Heed.Storage.Blocks;

/// <summary>
/// A file that never changes, in memory as the operating system brings it there. It is unmapped when its owner has let go of it and
/// no reader is inside: every look at its bytes lies between <see cref="TryEnter"/> and <see cref="Exit"/>.
/// </summary>
/// <remarks>
/// Copying out of a safe view costs more than decoding a chunk of a constant gauge, so this one file hands out spans over the mapped
/// bytes. Bounds are checked here, against the length that the file had when it was mapped.
/// </remarks>
internal sealed unsafe class MappedFile
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _bytes;
    private int _holders = 1;

    private MappedFile(MemoryMappedFile file, MemoryMappedViewAccessor view, long length)
    {
        _file = file;
        _view = view;
        Length = length;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref _bytes);
        _bytes += view.PointerOffset;
    }

    public long Length { get; }

    /// <exception cref="IOException">The file cannot be opened, or is empty.</exception>
    public static MappedFile Open(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        long length = RandomAccess.GetLength(handle);
        if (length == 0) throw new IOException($"{path}: expected a block, found an empty file");
        MemoryMappedFile file = MemoryMappedFile.CreateFromFile(
            handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return new MappedFile(file, file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read), length);
    }

    /// <summary>False where the owner has let go of the file: then it may not be touched.</summary>
    public bool TryEnter()
    {
        int holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            int found = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (found == holders) return true;
            holders = found;
        }

        return false;
    }

    public void Exit()
    {
        if (Interlocked.Decrement(ref _holders) > 0) return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), $"expected a part of {Length} bytes, found {length} from {offset} on");
        }

        return new ReadOnlySpan<byte>(_bytes + offset, length);
    }

    /// <summary>The same for readers that keep it; they look at it only between <see cref="TryEnter"/> and <see cref="Exit"/>.</summary>
    public ReadOnlyMemory<byte> Part(long offset, int length) => new MappedPart(this, offset, length).Memory;

    private sealed class MappedPart(MappedFile file, long offset, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan()
        {
            file.Slice(offset, length);
            return new Span<byte>(file._bytes + offset, length);
        }

        public override MemoryHandle Pin(int elementIndex = 0) => new(file._bytes + offset + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
