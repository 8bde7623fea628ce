namespace Heed.Ingest.Journal;

/// <summary>What opening finds in a journal's directory.</summary>
internal sealed class JournalRecovery
{
    private readonly List<JournalDamage> _damages = [];

    public List<JournalSegment> Segments { get; } = [];

    public IReadOnlyList<JournalDamage> Damages => _damages;

    public long DamageCount { get; private set; }

    public ulong NextSequence { get; private set; } = 1;

    public long Records { get; private set; }

    public long CutBytes { get; private set; }

    public static JournalRecovery Run(string directory, Func<string, ISegmentFile> openFile)
    {
        JournalRecovery recovery = new();
        string pattern = $"{JournalFormat.Prefix}*{JournalFormat.Suffix}";
        foreach (string path in Directory.EnumerateFiles(directory, pattern).Order(StringComparer.Ordinal))
        {
            if (JournalFormat.TryParseName(Path.GetFileName(path), out ulong first)) recovery.Segments.Add(new JournalSegment(path, first));
        }

        for (int i = 0; i < recovery.Segments.Count; i++) recovery.Scan(recovery.Segments[i], i == recovery.Segments.Count - 1, openFile);
        return recovery;
    }

    private void Scan(JournalSegment segment, bool isLast, Func<string, ISegmentFile> openFile)
    {
        using ISegmentFile file = openFile(segment.Path);
        long length = file.Length;
        NextSequence = Math.Max(NextSequence, segment.FirstSequence);
        if (isLast && length < JournalFormat.FileHeaderBytes)
        {
            Repair(file, segment, length);
            return;
        }

        SegmentScanner scanner = new(file, segment.Name, length) { OnDamage = Report };
        CheckHeader(scanner, segment);
        while (scanner.Next()) Records++;
        NextSequence = Math.Max(NextSequence, scanner.NextSequence);
        segment.Bytes = length;
        if (scanner.EndOfRecords == length) return;
        if (isLast)
        {
            CutBytes += length - scanner.EndOfRecords;
            file.Truncate(scanner.EndOfRecords);
            segment.Bytes = scanner.EndOfRecords;
        }
        else
        {
            long rest = length - scanner.EndOfRecords;
            Report(new JournalDamage(segment.Name, scanner.EndOfRecords, rest, "no record up to the end of the file"));
        }
    }

    /// <summary>A file that was cut inside its first bytes holds nothing: its header is written anew.</summary>
    private void Repair(ISegmentFile file, JournalSegment segment, long length)
    {
        CutBytes += length;
        Span<byte> header = stackalloc byte[JournalFormat.FileHeaderBytes];
        FileHeader.Write(header, segment.FirstSequence);
        file.Write(header, 0);
        segment.Bytes = header.Length;
    }

    private void CheckHeader(SegmentScanner scanner, JournalSegment segment)
    {
        FileHeaderState state = scanner.CheckFileHeader(out uint version);
        if (state == FileHeaderState.OtherVersion)
        {
            throw new InvalidDataException(
                $"expected version {JournalFormat.Version} of the journal format in {segment.Path}, found {version}");
        }

        if (state != FileHeaderState.Damaged) return;
        Report(new JournalDamage(segment.Name, 0, JournalFormat.FileHeaderBytes, "the file header does not match its checksum"));
    }

    private void Report(JournalDamage damage)
    {
        DamageCount++;
        if (_damages.Count < EventJournal.MaxListedDamages) _damages.Add(damage);
    }
}
