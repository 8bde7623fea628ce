using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using Heed.Monitoring;

namespace Heed.Server.State;

/// <summary>
/// Checkpoints in a directory, each a file of its own (docs/formats/checkpoint.md). The last two are kept: one that a crash left half
/// written, or that the disk damaged, leads back to the one before it.
/// </summary>
public sealed class CheckpointFiles
{
    private const int Kept = 2;
    private const string Suffix = ".checkpoint";
    private const ushort FormatVersion = 1;
    private const int BufferBytes = 1 << 16;
    private static readonly byte[] Magic = "HEEDCKPT"u8.ToArray();

    private readonly string _directory;

    public CheckpointFiles(string directory)
    {
        _directory = directory;
        Directory.CreateDirectory(directory);
        foreach (string unfinished in Directory.GetFiles(directory, "*.tmp")) File.Delete(unfinished);
    }

    /// <summary>
    /// Hands the newest whole checkpoint to <paramref name="load"/> and returns the first journal entry that is not in it; 1 where there
    /// is no checkpoint. Every damaged one on the way is reported.
    /// </summary>
    public ulong LoadNewest(Action<ModelState> load, Action<string, string> damaged)
    {
        foreach (string path in Files().Reverse())
        {
            using FileStream file = File.OpenRead(path);
            if (Problem(file) is { } problem)
            {
                damaged(Path.GetFileName(path), problem);
                continue;
            }

            file.Position = Magic.Length + sizeof(ushort);
            using BinaryReader reader = new(new BufferedStream(file, BufferBytes), Encoding.UTF8);
            ulong next = reader.ReadUInt64();
            reader.ReadInt64();
            for (int models = reader.ReadInt32(); models > 0; models--)
            {
                string name = reader.ReadString();
                string baseline = reader.ReadString();
                long end = reader.ReadInt64() + reader.BaseStream.Position;
                load(new ModelState(name, baseline, reader));
                reader.BaseStream.Position = end;
            }

            return next;
        }

        return 1;
    }

    /// <summary>Writes a checkpoint so that it is on the disk, whole, when this returns; then lets older ones go.</summary>
    /// <param name="nextSequence">The first entry of the journal that is not in it.</param>
    /// <param name="timeMs">The engine's time.</param>
    /// <param name="monitors">What it holds.</param>
    public CheckpointReceipt Write(ulong nextSequence, long timeMs, IReadOnlyList<ModelMonitor> monitors)
    {
        string path = Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"monitors-{nextSequence:D20}{Suffix}"));
        string temporary = path + ".tmp";
        long bytes;
        using (FileStream file = new(temporary, FileMode.Create, FileAccess.ReadWrite))
        {
            WriteContent(file, nextSequence, timeMs, monitors);
            file.Position = 0;
            byte[] hash = SHA256.HashData(file);
            file.Write(hash);
            file.Flush(flushToDisk: true);
            bytes = file.Length;
        }

        File.Move(temporary, path, overwrite: true);
        string[] files = Files();
        foreach (string old in files[..Math.Max(0, files.Length - Kept)]) File.Delete(old);
        string oldest = Path.GetFileNameWithoutExtension(files[Math.Max(0, files.Length - Kept)]);
        return new CheckpointReceipt(bytes, ulong.Parse(oldest.AsSpan("monitors-".Length), CultureInfo.InvariantCulture));
    }

    private static void WriteContent(FileStream file, ulong nextSequence, long timeMs, IReadOnlyList<ModelMonitor> monitors)
    {
        BufferedStream buffered = new(file, BufferBytes);
        using BinaryWriter writer = new(buffered, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(FormatVersion);
        writer.Write(nextSequence);
        writer.Write(timeMs);
        writer.Write(monitors.Count);
        foreach (ModelMonitor monitor in monitors)
        {
            writer.Write(monitor.Schema.Name);
            writer.Write(monitor.Baseline.Version);
            writer.Flush();
            long lengthAt = buffered.Position;
            writer.Write(0L);
            monitor.Save(writer);
            writer.Flush();
            long end = buffered.Position;
            buffered.Position = lengthAt;
            writer.Write(end - lengthAt - sizeof(long));
            writer.Flush();
            buffered.Position = end;
        }

        buffered.Flush();
    }

    /// <summary>What is wrong with a file; null for a whole checkpoint of this version.</summary>
    private static string? Problem(FileStream file)
    {
        long end = file.Length - SHA256.HashSizeInBytes;
        Span<byte> start = stackalloc byte[Magic.Length + sizeof(ushort)];
        if (end < start.Length || file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.StartsWith(Magic))
        {
            return "expected a checkpoint, found other or too few bytes";
        }

        ushort version = BitConverter.ToUInt16(start[Magic.Length..]);
        if (version != FormatVersion) return $"expected version {FormatVersion}, found {version}";
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferBytes];
        file.Position = 0;
        for (long left = end; left > 0;)
        {
            int read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0) return "it ends while it is read";
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        byte[] kept = new byte[SHA256.HashSizeInBytes];
        file.ReadExactly(kept);
        return hash.GetHashAndReset().AsSpan().SequenceEqual(kept) ? null : "its checksum does not match";
    }

    /// <summary>Oldest first.</summary>
    private string[] Files()
    {
        string[] files = Directory.GetFiles(_directory, "monitors-*" + Suffix);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }
}
