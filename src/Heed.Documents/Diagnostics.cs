namespace Heed.Documents;

/// <summary>Collects everything that is wrong, so that a user sees all of it at once.</summary>
public sealed class Diagnostics
{
    private readonly List<Diagnostic> _all = [];

    public IReadOnlyList<Diagnostic> All => _all;

    public bool HasErrors => _all.Count > 0;

    public void Add(Diagnostic diagnostic) => _all.Add(diagnostic);
}
