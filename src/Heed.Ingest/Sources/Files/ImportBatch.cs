namespace Heed.Ingest.Sources.Files;

/// <summary>Events of a file that go to the gate together, and what of the file between them made none.</summary>
public sealed class ImportBatch
{
    private const int MostEvents = 2000;
    private const int MostBytes = 1 << 20;

    private readonly List<FilePlace> _places = [];
    private readonly List<ImportRefusal> _refused = [];

    public SourceLines Lines { get; } = new();

    public IReadOnlyList<ImportRefusal> Refused => _refused;

    /// <summary>Whether it is time to hand it over.</summary>
    public bool IsFull => Lines.Count >= MostEvents || Lines.Length >= MostBytes || _refused.Count >= MostEvents;

    /// <summary>Where in the file an event came from.</summary>
    /// <param name="line">The event's line in <see cref="Lines"/>, counted from one.</param>
    public FilePlace PlaceOf(int line) => _places[line - 1];

    public void Clear()
    {
        Lines.Clear();
        _places.Clear();
        _refused.Clear();
    }

    internal void Mark(FilePlace place)
    {
        while (_places.Count < Lines.Count) _places.Add(place);
    }

    internal void Refuse(ImportRefusal refusal) => _refused.Add(refusal);
}
