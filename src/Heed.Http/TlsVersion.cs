namespace Heed.Http;

/// <summary>Versions of TLS, ascending.</summary>
public enum TlsVersion
{
    Tls10,
    Tls11,
    Tls12,
    Tls13,
}
