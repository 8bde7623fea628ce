using Heed.Server.Leadership;

namespace Heed.Server.Endpoints;

/// <summary>Who leads, of the servers that share their state.</summary>
internal sealed record PairBody
{
    /// <summary>Whether this server notifies.</summary>
    public bool Leads { get; init; }

    /// <summary>Where the server that notifies is reached; null where none is known to.</summary>
    public string? Leader { get; init; }

    /// <summary>How many servers have led, one after another.</summary>
    public long Term { get; init; }

    /// <summary>Why the state's database cannot be used; null while it can.</summary>
    public string? Problem { get; init; }

    /// <summary>The addresses of the servers that were heard of lately, this one's among them.</summary>
    public required IReadOnlyList<string> Servers { get; init; }

    public static PairBody Of(PairStatus status)
    {
        PairView view = status.View;
        bool leads = status.Own is not null;
        return new PairBody
        {
            Leads = leads,
            Leader = leads || view is { IsReachable: true, IsLed: true } ? view.LeaderAddress : null,
            Term = view.Term,
            Problem = view.Problem,
            Servers = [.. view.Servers.Select(s => s.Address)],
        };
    }

    /// <summary>One line for whoever asks whether the server is ready; it is, for events, whoever leads.</summary>
    public string Describe() => this switch
    {
        { Leads: true } => "ready, leads",
        { Leader: { } leader } => $"ready, follows {leader}",
        { Problem: { } problem } => $"ready for events; nobody is notified: {problem}",
        _ => "ready for events; no server leads just now",
    };
}
