// Appended to what wsdl2h writes: the header blocks of a UsernameToken (WS-Security 1.0) and of our sessions.
//gsoap wsse schema namespace: http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd
//gsoap wsse schema form: qualified

struct wsse__Password
{
  std::string __item;
  @std::string Type;
};

struct wsse__UsernameToken
{
  std::string Username;
  struct wsse__Password Password;
};

struct wsse__Security
{
  struct wsse__UsernameToken UsernameToken;
};

struct SOAP_ENV__Header
{
  struct wsse__Security *wsse__Security_ 0;
  std::string *ns1__SessionKey 0;
};
