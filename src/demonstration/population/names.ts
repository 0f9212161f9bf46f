/** Names common in Moldavia, mixed at random: nobody is meant. */

export const SURNAMES = [
  'Popa', 'Popescu', 'Ionescu', 'Rusu', 'Ciobanu', 'Lupu', 'Munteanu', 'Ștefănescu', 'Țurcanu', 'Apetrei', 'Apostol', 'Bălan', 'Bejenaru', 'Bulgaru', 'Butnaru', 'Chiriac',
  'Ciocoiu', 'Cojocaru', 'Crețu', 'Croitoru', 'Dascălu', 'Diaconu', 'Dumitrașcu', 'Enache', 'Filip', 'Gavril', 'Gheorghiu', 'Grigoraș', 'Grosu', 'Hrițcu', 'Huțanu', 'Iacob',
  'Iftimie', 'Ignat', 'Iordache', 'Lazăr', 'Lungu', 'Luca', 'Macovei', 'Maftei', 'Matei', 'Mihăilă', 'Miron', 'Moraru', 'Nechita', 'Negru', 'Nistor', 'Olaru',
  'Onofrei', 'Pădurariu', 'Păduraru', 'Pascal', 'Pavel', 'Petcu', 'Pintilie', 'Plăcintă', 'Prodan', 'Racoviță', 'Roșca', 'Roșu', 'Sandu', 'Sava', 'Scripcaru', 'Simion',
  'Smântână', 'Spiridon', 'Stoica', 'Șerban', 'Șoltuz', 'Tănase', 'Tărâță', 'Timofte', 'Toma', 'Țibulcă', 'Trifan', 'Ungureanu', 'Ursache', 'Vasiliu', 'Vântu', 'Vlad',
  'Zaharia', 'Zamfir', 'Acatrinei', 'Airinei', 'Alexa', 'Amariei', 'Andriescu', 'Asaftei', 'Ababei', 'Bârsan', 'Botez', 'Burlacu', 'Cârlan', 'Chelaru', 'Dănăilă', 'Hârțescu',
] as const

export const FEMALE_NAMES = [
  'Maria', 'Elena', 'Ana', 'Ioana', 'Andreea', 'Mihaela', 'Cristina', 'Alexandra', 'Daniela', 'Gabriela', 'Ilinca', 'Ecaterina', 'Smaranda', 'Raluca', 'Roxana', 'Simona',
  'Tatiana', 'Valentina', 'Viorica', 'Aurelia', 'Bianca', 'Camelia', 'Delia', 'Domnica', 'Emilia', 'Floarea', 'Georgiana', 'Irina', 'Lăcrămioara', 'Lenuța', 'Luminița', 'Magdalena',
  'Natalia', 'Oana', 'Paraschiva', 'Rodica', 'Safta', 'Sânziana', 'Silvia', 'Ștefania', 'Teodora', 'Veronica', 'Zenovia', 'Anca', 'Corina', 'Denisa', 'Larisa', 'Mălina',
] as const

export const MALE_NAMES = [
  'Ion', 'Gheorghe', 'Vasile', 'Constantin', 'Mihai', 'Andrei', 'Alexandru', 'Ștefan', 'Nicolae', 'Dumitru', 'Cristian', 'Florin', 'Gabriel', 'Ilie', 'Marian', 'Neculai',
  'Radu', 'Vlad', 'Tudor', 'Toader', 'Costică', 'Petru', 'Paul', 'Sorin', 'Iulian', 'Ionuț', 'Bogdan', 'Cătălin', 'Ciprian', 'Daniel', 'Emil', 'Eugen',
  'Grigore', 'Horia', 'Laurențiu', 'Liviu', 'Lucian', 'Marcel', 'Matei', 'Octavian', 'Ovidiu', 'Răzvan', 'Sebastian', 'Silviu', 'Valentin', 'Victor', 'Viorel', 'Zaharia',
] as const

export const LOCALITIES = [
  ['Iași', 60], ['Pașcani', 10], ['Târgu Frumos', 4], ['Hârlău', 4], ['Podu Iloaiei', 3], ['Tomești', 3], ['Miroslava', 4], ['Valea Lupului', 3], ['Ciurea', 3], ['Răducăneni', 2], ['Belcești', 2], ['Cotnari', 2],
] as const

export const STREETS = [
  'Strada Teiului', 'Strada Păcurari', 'Aleea Castanilor', 'Strada Sărărie', 'Bulevardul Primăverii', 'Strada Viilor', 'Strada Salciei', 'Aleea Macilor', 'Strada Țuțora', 'Strada Grădinari', 'Strada Cireșului', 'Strada Morii', 'Aleea Plopilor', 'Strada Fântânii',
] as const
