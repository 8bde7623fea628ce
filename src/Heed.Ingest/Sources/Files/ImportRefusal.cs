namespace Heed.Ingest.Sources.Files;

/// <summary>A line or row of a file that did not become an event.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Reason">One word.</param>
/// <param name="Detail">One sentence.</param>
public readonly record struct ImportRefusal(FilePlace Place, string Reason, string Detail)
{
    public override string ToString() => $"{Place}: {Reason}: {Detail}";
}
