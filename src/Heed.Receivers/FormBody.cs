using System.Text;

namespace Heed.Receivers;

/// <summary>The fields of a form in the order in which they were added, as browsers send them.</summary>
internal sealed class FormBody
{
    public const string ContentType = "application/x-www-form-urlencoded";

    private readonly StringBuilder _text = new();

    public void Add(string name, string value)
    {
        if (_text.Length > 0) _text.Append('&');
        _text.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
    }

    /// <summary>Adds a field unless its text is empty.</summary>
    public void AddText(string name, string value)
    {
        if (value.Length > 0) Add(name, value);
    }

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(_text.ToString());
}
