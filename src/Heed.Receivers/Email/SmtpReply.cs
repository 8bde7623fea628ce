namespace Heed.Receivers.Email;

/// <summary>What a mail server says to a command.</summary>
/// <param name="Code">Three digits: 2xx and 3xx is yes, 4xx not now, 5xx no. Zero where the connection ended.</param>
/// <param name="Lines">Without the code.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsYes => Code is >= 200 and < 400;

    public string Text => string.Join(" ", Lines);
}
