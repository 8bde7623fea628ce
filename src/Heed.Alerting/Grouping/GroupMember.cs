using Heed.Alerting.Dispatching;

namespace Heed.Alerting.Grouping;

/// <summary>An alert in a group.</summary>
internal sealed class GroupMember(ActiveAlert active)
{
    public ActiveAlert Active { get; } = active;

    /// <summary>Why the last flush held this alert; null where it passed on to the receivers or was in no flush yet.</summary>
    public Decision? Held { get; set; }

    /// <summary>Whether the last flush saw it resolved while its incident was not over: the group has yet to say so.</summary>
    public bool MayReopen { get; set; }

    /// <summary>What the journal says of it last, by integration: what is decided again as before is not noted again.</summary>
    public Decision[]? Noted { get; set; }

    /// <summary>Whether a flush has seen it.</summary>
    public bool WasFlushed { get; set; }
}
