namespace Heed.Server.Leadership;

/// <summary>What this server knows of the pair it belongs to. Safe for use by several threads.</summary>
public sealed class PairStatus
{
    private volatile PairView _view = new(false, "the state's database was not asked yet", 0, "", "", false, []);
    private volatile LeaderTerm? _own;
    private long _terms;

    /// <param name="id">Of this process.</param>
    internal PairStatus(string id) => Id = id;

    /// <summary>Of this process.</summary>
    public string Id { get; }

    /// <summary>The term in which this server leads, and has loaded the state; null while it follows.</summary>
    public LeaderTerm? Own => _own is { } term && term.Left > TimeSpan.Zero ? term : null;

    /// <summary>How often this server began to lead.</summary>
    public long Terms => Interlocked.Read(ref _terms);

    /// <summary>As the database was seen last.</summary>
    public PairView View => _view;

    /// <summary>Whether somebody leads, as far as this server can know.</summary>
    public bool IsLed => Own is not null || View is { IsReachable: true, IsLed: true };

    internal void Lead(LeaderTerm term)
    {
        _own = term;
        Interlocked.Increment(ref _terms);
    }

    internal void Follow() => _own = null;

    internal void See(LeaseView seen) => _view = new PairView(true, null, seen.Term, seen.Holder, seen.Address, !seen.IsFree, seen.Servers);

    /// <summary>The database cannot be used; who led when it was seen last stays known.</summary>
    internal void Lose(string problem) => _view = _view with { IsReachable = false, Problem = problem };
}
