namespace Heed.Receivers.Slack;

/// <summary>Whether a request is Slack's.</summary>
public enum SlackRequestOutcome
{
    Accepted,

    /// <summary>It is not signed, or with something else than the secret.</summary>
    Forged,

    /// <summary>It was signed too long ago, or too far in the future, to be taken.</summary>
    Late,

    /// <summary>The very same request has been taken already.</summary>
    Replayed,
}
