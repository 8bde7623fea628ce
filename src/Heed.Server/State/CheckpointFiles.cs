using System.Globalization;
using System.Security.Cryptography;
using System.Text;

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
    private static readonly byte[] Magic = "HEEDCKPT"u8.ToArray();

    private readonly string _directory;

    public CheckpointFiles(string directory)
    {
        _directory = directory;
        Directory.CreateDirectory(directory);
        foreach (string unfinished in Directory.GetFiles(directory, "*.tmp")) File.Delete(unfinished);
    }

    /// <summary>The newest whole checkpoint, or null; every damaged one on the way is reported.</summary>
    public Checkpoint? ReadNewest(Action<string, string> damaged)
    {
        foreach (string path in Files().Reverse())
        {
            byte[] bytes = File.ReadAllBytes(path);
            if (TryDecode(bytes, out Checkpoint? checkpoint, out string reason)) return checkpoint;
            damaged(Path.GetFileName(path), reason);
        }

        return null;
    }

    /// <summary>Writes a checkpoint so that it is on the disk, whole, when this returns; then lets older ones go.</summary>
    /// <returns>The journal entry from which on entries have to be kept: the older checkpoint's, as long as it is kept.</returns>
    public ulong Write(Checkpoint checkpoint)
    {
        string path = Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"monitors-{checkpoint.NextSequence:D20}{Suffix}"));
        string temporary = path + ".tmp";
        using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(Encode(checkpoint));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        string[] files = Files();
        foreach (string old in files[..Math.Max(0, files.Length - Kept)]) File.Delete(old);
        string oldest = Path.GetFileNameWithoutExtension(files[Math.Max(0, files.Length - Kept)]);
        return ulong.Parse(oldest.AsSpan("monitors-".Length), CultureInfo.InvariantCulture);
    }

    private static byte[] Encode(Checkpoint checkpoint)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(FormatVersion);
        writer.Write(checkpoint.NextSequence);
        writer.Write(checkpoint.TimeMs);
        writer.Write(checkpoint.Models.Count);
        foreach (ModelState model in checkpoint.Models)
        {
            writer.Write(model.Model);
            writer.Write(model.BaselineVersion);
            writer.Write(model.Bytes.Length);
            writer.Write(model.Bytes.Span);
        }

        writer.Flush();
        writer.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        return stream.ToArray();
    }

    private static bool TryDecode(byte[] bytes, out Checkpoint? checkpoint, out string reason)
    {
        checkpoint = null;
        int end = bytes.Length - SHA256.HashSizeInBytes;
        if (end < Magic.Length + sizeof(ushort) || !bytes.AsSpan().StartsWith(Magic))
        {
            reason = "expected a checkpoint, found other or too few bytes";
            return false;
        }

        if (!SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
        {
            reason = "its checksum does not match";
            return false;
        }

        using BinaryReader reader = new(new MemoryStream(bytes, Magic.Length, end - Magic.Length), Encoding.UTF8);
        ushort version = reader.ReadUInt16();
        if (version != FormatVersion)
        {
            reason = $"expected version {FormatVersion}, found {version}";
            return false;
        }

        ulong next = reader.ReadUInt64();
        long timeMs = reader.ReadInt64();
        ModelState[] models = new ModelState[reader.ReadInt32()];
        for (int i = 0; i < models.Length; i++) models[i] = new ModelState(reader.ReadString(), reader.ReadString(), reader.ReadBytes(reader.ReadInt32()));
        checkpoint = new Checkpoint(next, timeMs, models);
        reason = "";
        return true;
    }

    /// <summary>Oldest first.</summary>
    private string[] Files()
    {
        string[] files = Directory.GetFiles(_directory, "monitors-*" + Suffix);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }
}
