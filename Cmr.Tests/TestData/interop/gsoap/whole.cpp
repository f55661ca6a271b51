// Everything in one translation unit: the generated headers are read once instead of eight times.
#include "soapC.cpp"
#include "soapCmr1Soap11Proxy.cpp"
#include "soapCmr2Soap11Proxy.cpp"
#include "soapCmr4Soap11Proxy.cpp"
#include "soapCmr5Soap11Proxy.cpp"
#include "soapCmr6Soap11Proxy.cpp"
#include "soapCmr7Soap11Proxy.cpp"

#include "client.cpp"
